// What Apollo Client shows, by the settings of docs/clients-and-caches.md: one line of JSON on stdout.
import { ApolloClient, HttpLink, gql } from "@apollo/client";
import { newCache } from "./apollo.mjs";
import { EDGES, EVERYWHERE, NODES, RENAME, SCREEN, UNITS, daysOf } from "./questions.mjs";

const warnings = [];
for (const level of ["warn", "error"]) console[level] = (...said) => warnings.push(said.join(" "));

const newClient = () => new ApolloClient({ link: new HttpLink({ uri: process.argv[2] }), cache: newCache() });
const kept = { fetchPolicy: "cache-only" };

async function days() {
  const client = newClient();
  const ask = (day, how) => client.query({ query: gql(SCREEN), variables: { day }, ...how }).then((said) => said.data);
  return daysOf(ask, kept);
}

async function pages() {
  const client = newClient();
  const question = { query: gql(UNITS), variables: { day: "2024-06-01" } };
  let { data } = await client.query(question);
  const screen = client.watchQuery(question);
  const subscription = screen.subscribe(() => {});
  while (data.organization.units.pageInfo.hasNextPage)
    ({ data } = await screen.fetchMore({ variables: { after: data.organization.units.pageInfo.endCursor } }));
  subscription.unsubscribe();
  return client.readQuery(question).organization.units.edges.map((edge) => edge.node.name);
}

async function both() {
  const client = newClient();
  await client.query({ query: gql(NODES) });
  const { data } = await client.query({ query: gql(EDGES) });
  return data.people.edges.length;
}

async function merged() {
  const client = newClient();
  await client.query({ query: gql(EVERYWHERE) });
  const people = Object.keys(client.cache.extract()).filter((key) => key.startsWith("Person"));
  await client.mutate({ mutation: gql(RENAME), variables: { name: "Robert" } });
  const { data } = await client.query({ query: gql(EVERYWHERE), ...kept });
  return { people, shown: data };
}

console.log(JSON.stringify({ days: await days(), pages: await pages(), both: await both(), merged: await merged(), warnings }));
process.exit(0);
