// What urql shows with graphcache, by the settings of docs/clients-and-caches.md: one line of JSON on stdout.
import { readFileSync } from "node:fs";
import { Client, fetchExchange } from "@urql/core";
import { buildSchema, introspectionFromSchema } from "graphql";
import { newExchange } from "./graphcache.mjs";
import { EDGES, EVERYWHERE, NODES, RENAME, SCREEN, UNITS, daysOf } from "./questions.mjs";

const warnings = [];
for (const level of ["warn", "error"]) console[level] = (...said) => warnings.push(said.join(" "));

const schema = introspectionFromSchema(buildSchema(readFileSync("./schema.graphql", "utf-8")));
const newClient = () =>
  new Client({ url: process.argv[2], preferGetMethod: false, exchanges: [newExchange(schema), fetchExchange] });
const kept = { requestPolicy: "cache-only" };

async function asker() {
  const client = newClient();
  return async (question, variables, how) => {
    const said = await client.query(question, variables, how).toPromise();
    if (said.error) throw said.error;
    return said.data;
  };
}

async function days() {
  const ask = await asker();
  const screen = (day, how) => ask(SCREEN, { day }, how);
  return daysOf(screen, kept);
}

async function pages() {
  const ask = await asker();
  let data = await ask(UNITS, { day: "2024-06-01" });
  while (data.organization.units.pageInfo.hasNextPage)
    data = await ask(UNITS, { day: "2024-06-01", after: data.organization.units.pageInfo.endCursor });
  return data.organization.units.edges.map((edge) => edge.node.name);
}

async function both() {
  const ask = await asker();
  await ask(NODES, {});
  return (await ask(EDGES, {})).people.edges.length;
}

async function merged() {
  const client = newClient();
  await client.query(EVERYWHERE, {}).toPromise();
  const changed = await client.mutation(RENAME, { name: "Rob" }).toPromise();
  if (changed.error) throw changed.error;
  const said = await client.query(EVERYWHERE, {}, kept).toPromise();
  return { shown: said.data };
}

console.log(JSON.stringify({ days: await days(), pages: await pages(), both: await both(), merged: await merged(), warnings }));
process.exit(0);
