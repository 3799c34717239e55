import { readFileSync } from "node:fs";
import { possibleTypes } from "./possible-types.mjs";

console.log(JSON.stringify(possibleTypes(readFileSync("./schema.graphql", "utf-8"))));
