import { readFileSync } from "node:fs";
import { factsOf } from "./facts.mjs";

console.log(JSON.stringify(factsOf(readFileSync("./schema.graphql", "utf-8"))));
