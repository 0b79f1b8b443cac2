// Every address, asked as it should be.
import assert from "node:assert/strict";
import { actions as catalogue } from "@aismarttalk/prestashop";
import manifest from "@aismarttalk/prestashop/package.json" with { type: "json" };
import { ask } from "../support/world.mjs";
import { assertAnswer } from "./answers.mjs";

const MCP = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };

function withoutTokens({ properties: { expect: _, token: __, ...properties }, ...schema }) {
  return { ...schema, properties };
}

/** The cases for a worker of a world. */
export function routes({ callers, sites }, { worker }) {
  const get = (path, caller = callers.writer) => ask(worker, { path, caller });
  const names = ({ body }) => body.actions.map(({ name }) => name);
  return [
    [
      "GET /healthz, of anybody",
      async () => {
        const answer = await ask(worker, { path: "/healthz" });
        assert.deepEqual(answer.body, { ok: true });
        await assertAnswer(worker, answer, { status: 200, route: "/healthz", caller: null });
      },
    ],
    [
      "GET /readyz, of anybody: its version, and that its stores answer",
      async () => {
        const answer = await ask(worker, { path: "/readyz" });
        const { version } = manifest;
        const checks = { sites: "ok", journal: "ok" };
        assert.deepEqual(answer.body, { ok: true, version, checks });
        await assertAnswer(worker, answer, { status: 200, route: "/readyz", caller: null });
      },
    ],
    [
      "GET /v1/actions, all of them with their schemas",
      async () => {
        const answer = await get("/v1/actions");
        await assertAnswer(worker, answer, { status: 200, route: "/v1/actions", caller: "writer" });
        for (const { name, inputSchema, outputSchema } of catalogue) {
          const found = answer.body.actions.find((one) => one.name === name);
          // The worker's own tokens are longer, and bind more.
          const same = (schema) => JSON.stringify(withoutTokens(schema));
          assert.equal(same(found?.inputSchema), same(inputSchema), name);
          assert.equal(same(found?.outputSchema), same(outputSchema), name);
        }
      },
    ],
    [
      "GET /v1/actions, with a reading token",
      async () => {
        const answer = await get("/v1/actions", callers.reader);
        assert.ok(answer.body.actions.every(({ annotations }) => annotations.readOnlyHint));
        const reading = catalogue.filter(({ annotations }) => annotations.readOnlyHint);
        assert.ok(answer.body.actions.length >= reading.length);
      },
    ],
    [
      "GET /v1/actions, with a token of one action",
      async () =>
        assert.deepEqual(names(await get("/v1/actions", callers["of one action"])), [
          "get_product",
        ]),
    ],
    [
      "GET /v1/sites, ids, names and the first over the same shop, and nothing else",
      async () => {
        const answer = await get("/v1/sites");
        await assertAnswer(worker, answer, { status: 200, route: "/v1/sites" });
        const ids = Object.keys(sites).sort();
        const origin = (id) => sites[id].installation ?? new URL(sites[id].url).origin;
        const expected = ids.map((id) => ({
          id,
          name: sites[id].name ?? id,
          installation: ids.find((one) => origin(one) === origin(id)),
        }));
        assert.deepEqual(answer.body.sites, expected);
      },
    ],
    [
      "GET /v1/sites, with a token of one site",
      async () => {
        const answer = await get("/v1/sites", callers["of another site"]);
        assert.deepEqual(answer.body, {
          sites: [{ id: "other", name: "Another shop", installation: "other" }],
        });
      },
    ],
    [
      "GET /v1/sites/{site}/access",
      async () => {
        const answer = await get("/v1/sites/usual/access");
        const line = await assertAnswer(worker, answer, {
          status: 200,
          route: "/v1/sites/:site/access",
          site: "usual",
          action: "check_access",
        });
        assert.ok(line.shopRequests > 0);
        assert.deepEqual([answer.body.ok, answer.body.shop_name], [true, "Clay & Leaf"]);
      },
    ],
    [
      "GET /v1/sites/{site}/access, with the token that takes another's place",
      async () => assert.equal((await get("/v1/sites/usual/access", callers.replaced)).status, 200),
    ],
    [
      "GET /v1/sites/{site}/changes",
      async () => {
        const answer = await get("/v1/sites/patching/changes");
        await assertAnswer(worker, answer, { status: 200, site: "patching" });
        assert.deepEqual(answer.body.changes, []);
      },
    ],
    [
      "GET /openapi.json",
      async () => {
        const answer = await get("/openapi.json");
        await assertAnswer(worker, answer, { status: 200, route: "/openapi.json" });
        assert.match(answer.body.openapi, /^3\.1\./);
        for (const path of ["/healthz", "/v1/actions", "/v1/sites", "/v1/sites/{site}/access"]) {
          assert.ok(path in answer.body.paths, path);
        }
      },
    ],
    [
      "POST /mcp/{site}, tools",
      async () => {
        const answer = await ask(worker, {
          path: "/mcp/shop",
          caller: callers.writer,
          method: "POST",
          headers: { ...MCP, "MCP-Protocol-Version": "2025-06-18" },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
        });
        await assertAnswer(worker, answer, { status: 200, site: "shop" });
        const tools = answer.body.result.tools.map(({ name }) => name);
        for (const { name } of catalogue) assert.ok(tools.includes(name), name);
      },
    ],
  ];
}
