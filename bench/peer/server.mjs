// The same graph over @neo4j/graphql, as its documentation serves it, with documents parsed and validated once.
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { execute, parse, validate } from "graphql";
import neo4j from "neo4j-driver";

const typeDefs = /* GraphQL */ `
  type Person @node {
    id: ID!
    name: String!
    ties: [Person!]! @relationship(type: "TIE", direction: OUT, queryDirection: UNDIRECTED, properties: "Tie")
    seats: [Place!]! @relationship(type: "HOLDS", direction: OUT, properties: "Seat")
  }
  type Tie @relationshipProperties { strength: Float, basis: String }
  type Seat @relationshipProperties { title: String, layer: Int }
  union Place = Organization | Unit
  type Organization @node {
    id: ID!
    name: String!
    units: [Unit!]! @relationship(type: "BELONGS_TO", direction: IN)
  }
  type Unit @node { id: ID!, name: String!, function: String }
`;

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const documents = new Map();

function documentOf(query) {
  if (!documents.has(query)) {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length) throw errors[0];
    documents.set(query, document);
  }
  return documents.get(query);
}

createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  let answer;
  try {
    const { query, variables } = JSON.parse(body);
    answer = await execute({ schema, document: documentOf(query), variableValues: variables, contextValue: {} });
  } catch (error) {
    answer = { errors: [{ message: String(error) }] };
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer));
}).listen(0, "127.0.0.1", function () {
  console.log(`The peer answers at http://127.0.0.1:${this.address().port}/`);
});
