// Stands between a client and a stand-in and lets through only what the document of the API allows: every field, type, query and
// path of a request, and the answers to its questions. Prints its port, and then a line for whatever breaks the document.
//   node server.mjs DOCUMENT TARGET KEY
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [document, target, key] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const express = require("express");
const validator = require("express-openapi-validator");

// What the document says and the program does not mean.
function mend(node) {
  if (Array.isArray(node)) {
    node.forEach(mend);
  } else if (node && typeof node === "object") {
    // "nullable" without a type beside it is no schema.
    if (node.nullable !== undefined && node.type === undefined) {
      delete node.nullable;
    }

    // Spans of time are written as text; enumerations are asked for by number and answered by name.
    if (node.format === "date-span") {
      delete node.format;
    }

    Object.values(node).forEach(mend);
  }
}

const api = JSON.parse(readFileSync(document, "utf8"));
mend(api);
// A command's arguments stand beside its name; the document knows the name alone.
Object.assign(api.components.schemas.CommandResource.properties, {
  movieIds: { type: "array", items: { type: "integer" }, minItems: 1 },
  episodeIds: { type: "array", items: { type: "integer" }, minItems: 1 },
  seriesId: { type: "integer", minimum: 1 },
  seasonNumber: { type: "integer", minimum: 0 },
});

const app = express();
app.use(express.json({ limit: "5mb" }));
app.use(
  validator.middleware({
    apiSpec: api,
    validateApiSpec: false,
    validateRequests: { allowUnknownQueryParameters: false },
    validateResponses: { removeAdditional: false },
    validateSecurity: { handlers: { "X-Api-Key": (request) => request.headers["x-api-key"] === key, apikey: () => false } },
  }),
);
app.use(async (request, response) => {
  const sent = ["POST", "PUT"].includes(request.method);
  const answer = await fetch(target + request.originalUrl, {
    method: request.method,
    headers: { "X-Api-Key": key, ...(sent ? { "Content-Type": "application/json" } : {}) },
    body: sent ? JSON.stringify(request.body) : undefined,
  });
  const text = await answer.text();
  if (request.method === "GET" && answer.status === 200) {
    response.json(JSON.parse(text));
  } else {
    // The older documents know no status but 200.
    response.status(answer.status).type("application/json").end(text);
  }
});
app.use((error, request, response, next) => {
  console.log(JSON.stringify({ request: `${request.method} ${request.originalUrl}`, status: error.status, errors: error.errors ?? String(error) }));
  response.status(error.status ?? 500).json({ message: error.message });
});
const listening = app.listen(0, "127.0.0.1", () => console.log(listening.address().port));
