// What the screens of the tests ask. Each client parses it by itself.
export const SCREEN = `
  query Screen($day: Date) {
    organization(id: "t:acme", asOf: $day) {
      id
      name
      asOf
      units { edges { node { id name } } pageInfo { hasNextPage endCursor } }
      people { nodes { id name title positions { nodes { id title } } } }
    }
  }
`;

export const UNITS = `
  query Units($day: Date, $after: String) {
    organization(id: "t:acme", asOf: $day) {
      id
      units(first: 1, after: $after) { edges { node { id name } } pageInfo { hasNextPage endCursor } }
    }
  }
`;

// A person seen from a list, on a chart, in a path, on a power map and among hubs.
export const EVERYWHERE = `
  query Everywhere {
    people { nodes { id name } }
    orgChart(organization: "t:acme") { truncated entries { depth managerId person { id name title } } }
    hubs(among: { account: "t:acme" }) { nodes { id influence person { id name } why { topListeners { weight person { id name } } } } }
    pathsTo(to: { person: "t:bob" }) { nodes { likelihood hops { relation origin { id name } to { id name } } } }
    opportunity(id: "t:deal") { id powerMap { id truncated cards { id roles person { id name } } } }
    coverageHoles(account: "t:acme") { id results { id rule { id title } holes { id name evidence { name value } } } }
  }
`;

export const RENAME = `
  mutation Rename($name: String!) {
    recordPerson(input: { id: "t:bob", name: $name }) { outcome errors { message } person { id name } }
  }
`;

// The screen on two days and today: asked for, and then shown as it is kept.
export async function daysOf(screen, kept) {
  const asked = { may: await screen("2024-05-01"), august: await screen("2024-08-01"), today: await screen() };
  const shown = {
    may: await screen("2024-05-01", kept),
    august: await screen("2024-08-01", kept),
    today: await screen(undefined, kept),
  };
  return { asked, shown };
}

// The same list by nodes and by edges: what was not asked is not there, and not empty.
export const NODES = "query Nodes { people(first: 25) { nodes { id } } }";
export const EDGES = "query Edges { people(first: 25) { edges { node { id } } pageInfo { hasNextPage } } }";
