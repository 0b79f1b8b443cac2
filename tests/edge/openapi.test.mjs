// The description of the API: it is valid, whole, and what is answered keeps to it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Validator as Schema } from "@cfworker/json-schema";
import { Validator as OpenApi } from "@seriousme/openapi-schema-validator";
import { INPUTS } from "../js/support/action-inputs.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bearer } from "./support/callers.mjs";
import { REVISIONS } from "./support/mcp-client.mjs";
import { siteOf, startMcpWorld } from "./support/mcp-world.mjs";

const SITE = siteOf("8.2", "everything");
const JSON_TYPE = "application/json";
const PROBLEM = "application/problem+json";

let world;
let document;
before(async () => {
  world = await startMcpWorld("Node");
  const response = await world.worker.fetch("/openapi.json");
  assert.equal(response.status, 200, "it takes no token");
  document = await response.json();
});
after(() => world.stop());

test("given the document, then it is OpenAPI 3.1, and a broken one is told", async () => {
  const check = async (one) => (await new OpenApi().validate(structuredClone(one))).valid;
  assert.equal(document.openapi, "3.1.0");
  assert.ok(await check(document), JSON.stringify(await new OpenApi().validate(document)));
  assert.equal(await check({ ...document, paths: { "no-slash": {} } }), false);
});

test("given the document, then each reference in it leads somewhere, and each schema is used", () => {
  const text = JSON.stringify(document);
  const referred = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
  const names = new Set(referred.map(([, kind, name]) => `${kind}/${name}`));
  for (const [, kind, name] of referred) {
    assert.ok(document.components[kind]?.[name], `${kind}/${name}`);
  }
  for (const name of Object.keys(document.components.schemas)) {
    assert.ok(names.has(`schemas/${name}`), `${name} is never used`);
  }
  console.log(`${referred.length} references to ${names.size} components`);
});

test("given the catalogue, then each action is an operation with its schemas, its example fits, and the token is needed", async () => {
  const { actions } = await answerTo("GET", "/v1/actions");
  await eachCase(
    "operations",
    actions.map((action) => [action.name, action]),
    ({ name, title, description, example, needs, inputSchema, outputSchema }) => {
      const { post } = document.paths[`/v1/sites/{site}/actions/${name}`];
      assert.equal(post.operationId, name);
      assert.equal(post.summary, title);
      assert.ok(post.description.startsWith(description));
      for (const { method, resource } of needs) {
        assert.ok(
          post.description.includes(`${method} ${resource}`),
          "who imports it has no needs",
        );
      }
      assert.equal(post.security ?? document.security, document.security);
      const content = post.requestBody.content[JSON_TYPE];
      assert.deepEqual(content.example, example);
      assert.deepEqual(problems(content.schema, example), []);
      for (const [schema, whole] of [
        [content.schema, inputSchema],
        [post.responses[200].content[JSON_TYPE].schema, outputSchema],
      ]) {
        const { $schema, ...rest } = whole;
        assert.deepEqual(resolved(schema), rest);
      }
    },
  );
  const paths = Object.keys(document.paths).filter((path) => path.includes("/actions/"));
  assert.equal(paths.length, actions.length);
});

/** Every route, with what it answers; `path` is asked, `route` described. */
function requests() {
  const at = `/v1/sites/${SITE}`;
  const site = "/v1/sites/{site}";
  const right = [
    ["GET", "/healthz", "/healthz", 200],
    ["GET", "/readyz", "/readyz", 200],
    ["GET", "/v1/actions", "/v1/actions", 200],
    ["GET", "/v1/sites", "/v1/sites", 200],
    ["GET", `${site}/access`, `${at}/access`, 200],
    ["GET", `${site}/changes`, `${at}/changes?limit=5&resource=products`, 200],
    ["POST", "/mcp/{site}", `/mcp/${SITE}`, 200, { jsonrpc: "2.0", id: 1, method: "tools/list" }],
    ["POST", "/mcp/{site}", `/mcp/${SITE}`, 202, { jsonrpc: "2.0", method: "notifications/x" }],
    ["POST", "/mcp/{site}", `/mcp/${SITE}`, 400, { method: "x" }],
    ["POST", "/mcp/{site}", `/mcp/${SITE}`, 404, LATEST("resources/list")],
    ["POST", "/mcp/{site}", "/mcp/nowhere", 404, LATEST("resources/list")],
  ];
  const acting = Object.entries(INPUTS).flatMap(([name, inputs]) =>
    inputs.map((input) => [
      "POST",
      `${site}/actions/${name}`,
      `${at}/actions/${name}`,
      200,
      name.startsWith("update_") ? { ...input, preview: true } : input,
    ]),
  );
  const product = `${site}/actions/get_product`;
  const update = `${site}/actions/update_product_content`;
  const disabled = `/v1/sites/${siteOf("8.2", "disabled")}/actions/get_product`;
  const limited = `/v1/sites/${siteOf("8.2", "productsOnly")}/actions/get_stock`;
  const wrong = [
    ["POST", product, `${at}/actions/get_product`, 400, { id: "five" }],
    ["POST", product, `${at}/actions/get_product`, 400, []],
    ["POST", product, `${at}/actions/get_product`, 404, { id: 99_999 }],
    ["POST", product, "/v1/sites/nowhere/actions/get_product", 404, { id: 5 }],
    ["POST", product, "/v1/sites/No Where/actions/get_product", 403, { id: 5 }],
    ["POST", product, "/v1/sites/closed/actions/get_product", 502, { id: 5 }],
    ["POST", product, "/v1/sites/switched-off/actions/get_product", 502, { id: 5 }],
    ["POST", product, disabled, 502, { id: 5 }],
    ["POST", `${site}/actions/get_stock`, limited, 403, { id: 5 }],
    ["POST", update, `${at}/actions/update_product_content`, 422, { id: 5, name: "<b>" }],
    ["POST", update, `${at}/actions/update_product_content`, 412, { ...NAME, expect: NO_TOKEN }],
    [
      "POST",
      `${site}/actions/undo_change`,
      `${at}/actions/undo_change`,
      404,
      { change: NO_CHANGE },
    ],
    ["GET", `${site}/changes`, `${at}/changes?limit=0`, 400],
    ["GET", `${site}/access`, "/v1/sites/closed/access", 502],
  ];
  return [...right, ...acting, ...wrong];
}

/** A message of the newest revision, which needs no handshake. */
const LATEST = (method) => {
  const revision = REVISIONS[0];
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": revision,
    "io.modelcontextprotocol/clientInfo": { name: "by hand", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return { jsonrpc: "2.0", id: 1, method, params: { _meta } };
};

const NAME = { id: 5, name: "A tea" };
const NO_TOKEN = `ps1-${"0".repeat(32)}`;
const NO_CHANGE = "2026-01-31T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71";

test("given each route, asked rightly and wrongly, then the answer keeps to what the document says", () =>
  eachCase(
    "answers",
    requests().map((one) => [
      `${one[0]} ${one[2]} ${one[3]} ${JSON.stringify(one[4] ?? "")}`,
      ...one,
    ]),
    async (method, route, path, status, body) => {
      const response = await sendRequest(method, path, body);
      const text = await response.text();
      assert.equal(response.status, status, text);
      const operation = document.paths[route][method.toLowerCase()];
      const described = resolved(operation.responses[status]);
      for (const name of Object.keys(described.headers ?? {})) {
        const isAlways = ["X-Request-Id", "Server-Timing"].includes(name);
        if (isAlways) assert.ok(response.headers.has(name), name);
      }
      if (described.content === undefined) return assert.equal(text, "");
      const type = response.headers.get("Content-Type").replace(/;.*/, "");
      const { schema } = described.content[type];
      assert.deepEqual(problems(schema, JSON.parse(text)), []);
    },
  ));

test("given a problem without a token, then it keeps to the document too, and a made-up kind does not", async () => {
  const response = await world.worker.fetch("/v1/sites");
  const problem = await response.json();
  const described = resolved(document.paths["/v1/sites"].get.responses[401]);
  const { schema, examples } = described.content[PROBLEM];
  assert.deepEqual(problems(schema, problem), []);
  assert.deepEqual(problems(schema, examples.unauthorized.value), []);
  assert.notDeepEqual(problems(schema, { ...problem, kind: "not_found" }), []);
  assert.notDeepEqual(problems(schema, { ...problem, stack: "" }), []);
});

test("given the examples of problems, then there is one for each kind, and each fits", () => {
  const kinds = document.components.schemas.Problem.properties.kind.enum;
  const shown = Object.values(document.components.responses).flatMap(({ content }) => {
    const { schema, examples } = content[PROBLEM];
    for (const { value } of Object.values(examples)) assert.deepEqual(problems(schema, value), []);
    return Object.keys(examples);
  });
  assert.deepEqual([...shown].sort(), [...kinds].sort());
  console.log(`${kinds.length} kinds of problems`);
});

const sendRequest = (method, path, body) =>
  world.worker.fetch(path, {
    method,
    headers: {
      ...bearer(world.callers.write),
      Accept: `${JSON_TYPE}, text/event-stream`,
      ...(body && { "Content-Type": JSON_TYPE }),
      ...(body?.params?._meta && {
        "MCP-Protocol-Version": REVISIONS[0],
        "Mcp-Method": body.method,
      }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

const answerTo = async (method, path) => (await sendRequest(method, path)).json();

/** What a reference leads to. */
function resolved(one) {
  if (typeof one?.$ref !== "string") return one;
  return one.$ref
    .slice(2)
    .split("/")
    .reduce((at, name) => at[name], document);
}

/** What is wrong with a value, by a schema of the document. */
function problems(schema, value) {
  const whole = { ...schema, components: document.components };
  const { errors } = new Schema(whole, "2020-12", false).validate(value);
  return errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`);
}
