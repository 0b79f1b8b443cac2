// Messages of the Model Context Protocol by hand: what they are made of, and what is refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NO_ACTIONS } from "../js/support/action-inputs.mjs";
import { eachCase } from "../js/support/table.mjs";
import { callOf, connect, post, REVISIONS, told } from "./support/mcp-client.mjs";
import { KEYS, siteOf, startMcpWorld } from "./support/mcp-world.mjs";

const SITE = siteOf("8.2", "everything");
const [LATEST, ...EARLIER] = REVISIONS;

let world;
before(async () => {
  world = await startMcpWorld("Node");
});
after(() => world.stop());

const sendMessage = (body, headers) => post(world.worker, world.callers.write, SITE, body, headers);

const request = (id, method, params) => ({ jsonrpc: "2.0", id, method, ...(params && { params }) });

test("given a tool that is not there, then it is an error of the protocol", () =>
  eachCase(
    "names",
    NO_ACTIONS.map((name) => [JSON.stringify(name), name]),
    async (name) => {
      const client = await connect(world.worker, world.callers.write, SITE);
      const calling = client.callTool({ name, arguments: {} });
      await assert.rejects(calling, ({ code }) => code === -32602);
      await client.close();
      const response = await sendMessage(callOf(1, name, {}));
      const { error, result } = await response.json();
      assert.equal(result, undefined);
      assert.equal(error.code, -32602);
      assert.equal((await world.worker.lineOf(response)).kind, "no_such_action");
    },
  ));

test("given arguments that are no object, then it is an error of the protocol", () =>
  eachCase(
    "arguments",
    [5, "get_product", [5], true].map((input) => [JSON.stringify(input), input]),
    async (input) => {
      const { error } = await (await sendMessage(callOf(1, "get_product", input))).json();
      assert.ok([-32600, -32602, -32700].includes(error.code), error.message);
    },
  ));

test("given the handshake of 2025 by hand, then no session comes of it, and none is needed", () =>
  eachCase(
    "revisions",
    EARLIER.map((revision) => [revision, revision]),
    async (revision) => {
      const clientInfo = { name: "by hand", version: "1" };
      const params = { protocolVersion: revision, capabilities: {}, clientInfo };
      const first = await sendMessage(request(1, "initialize", params));
      assert.equal(first.headers.get("Mcp-Session-Id"), null);
      const { result } = await first.json();
      assert.equal(result.protocolVersion, revision);
      assert.deepEqual(result.capabilities, { tools: {} });
      const headers = { "MCP-Protocol-Version": revision };
      const noted = await sendMessage(
        { jsonrpc: "2.0", method: "notifications/initialized" },
        headers,
      );
      assert.equal(noted.status, 202);
      assert.equal(await noted.text(), "");
      // Also without all that, and with the session of somebody.
      for (const more of [headers, {}, { "Mcp-Session-Id": "5" }]) {
        const listed = await sendMessage(request(2, "tools/list"), more);
        assert.equal(listed.headers.get("Content-Type"), "application/json");
        const { tools } = (await listed.json()).result;
        assert.ok(tools.some(({ name }) => name === "get_product"));
      }
    },
  ));

test("given a batch of 2025-03-26, then each is answered, also where one cancels another", async () => {
  const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } };
  const batch = [callOf(1, "get_product", { id: 5 }), cancelled, callOf(2, "get_product", {})];
  const response = await sendMessage(batch, { "MCP-Protocol-Version": "2025-03-26" });
  const answers = await response.json();
  assert.deepEqual(answers.map(({ id }) => id).sort(), [1, 2]);
  assert.equal(answers.find(({ id }) => id === 2).result.isError, true);
});

test("given a client that wants to listen, then no stream is kept open for it", async () => {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": LATEST,
    "io.modelcontextprotocol/clientInfo": { name: "by hand", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { _meta, notifications: { toolsListChanged: true } };
  const message = request(1, "subscriptions/listen", params);
  const headers = { "MCP-Protocol-Version": LATEST, "Mcp-Method": message.method };
  const response = await sendMessage(message, headers);
  assert.equal(response.headers.get("Content-Type"), "application/json");
  assert.match((await response.json()).error.message, /limit/i);
});

const nested = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test("given a request that no message is in, then it is refused as on every route", () =>
  eachCase(
    "requests",
    [
      ["GET", { method: "GET" }, 405, "method_not_allowed"],
      ["DELETE", { method: "DELETE" }, 405, "method_not_allowed"],
      ["PUT", { method: "PUT", body: "{}" }, 405, "method_not_allowed"],
      ["no such form", { path: `/mcp/${SITE}?output_schemas=long` }, 400, "invalid_request"],
      ["no token", { headers: { Authorization: "" } }, 401, "unauthorized"],
      ["a wrong token", { headers: { Authorization: "Bearer 5" } }, 401, "unauthorized"],
      ["a token of elsewhere", { caller: "elsewhere" }, 403, "forbidden"],
      ["no such site", { path: "/mcp/nowhere" }, 404, "no_such_site"],
      ["no site's name", { path: "/mcp/%2e%2e%2fv1" }, 403, "forbidden"],
      [
        "a foreign origin",
        { headers: { Origin: "https://elsewhere.example" } },
        403,
        "foreign_origin",
      ],
      ["text", { headers: { "Content-Type": "text/plain" } }, 415, "unsupported_media_type"],
      ["no JSON", { body: "{" }, 400, "malformed_body"],
      ["nothing", { body: "" }, 400, "malformed_body"],
      ["deep JSON", { body: nested(20) }, 400, "malformed_body"],
      ["a large body", { body: JSON.stringify("a".repeat(600 << 10)) }, 413, "body_too_large"],
    ],
    async ({ path = `/mcp/${SITE}`, caller = "write", headers, ...init }, status, kind) => {
      const response = await world.worker.fetch(path, {
        method: "POST",
        ...(init.method !== "GET" && { body: JSON.stringify(request(1, "tools/list")) }),
        ...init,
        headers: {
          Authorization: `Bearer ${world.callers[caller].token}`,
          "Content-Type": "application/json",
          Accept: "application/json, text/event-stream",
          ...headers,
        },
      });
      assert.equal(response.status, status);
      assert.equal(response.headers.get("Content-Type"), "application/problem+json");
      assert.equal((await response.json()).kind, kind);
      assert.equal(response.headers.get("Allow"), status === 405 ? "POST" : null);
    },
  ));

test("given more messages than the rate allows, then the tool says how long to wait, those of a batch count as well, and no client is thrown out", async () => {
  const slow = await startMcpWorld("Node", { RATE_PER_MINUTE: "5" });
  const send = (body) => post(slow.worker, slow.callers.write, SITE, body);
  try {
    const pings = [1, 2, 3].map((id) => request(id, "ping"));
    const calls = [4, 5, 6, 7].map((id) => callOf(id, "get_product", { id: 5 }));
    const response = await send([...pings, ...calls]);
    assert.equal(response.status, 200);
    const results = new Map((await response.json()).map(({ id, result }) => [id, result]));
    for (const { id } of pings) assert.deepEqual(results.get(id), {});
    const refused = calls.map(({ id }) => results.get(id)).filter(({ isError }) => isError);
    assert.equal(refused.length, 2, "three pings and two calls are the five");
    for (const result of refused) {
      const { kind, retryable, retryAfterMs } = told(result);
      assert.deepEqual([kind, retryable], ["too_many_requests", true]);
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 60_000);
    }
    assert.equal((await slow.worker.lineOf(response)).kind, "too_many_requests");
    const { error } = await (await send(request(8, "tools/list"))).json();
    assert.deepEqual([error.data.kind, error.data.retryable], ["too_many_requests", true]);
    assert.match(error.message, /Wait \d+ s/);
    const again = await send(request(9, "ping"));
    assert.deepEqual([again.status, (await again.json()).result], [200, {}]);
  } finally {
    await slow.stop();
  }
});

test("given a call, then the log tells tool, site, kind and requests, and nothing of the answer", async () => {
  const found = await (await sendMessage(callOf(1, "get_customer", { id: 2 }))).json();
  const { email } = told(found.result).customers[0];
  const right = await sendMessage(callOf(1, "get_customer", { email }));
  const line = await world.worker.lineOf(right);
  assert.equal(line.route, "/mcp/:site");
  assert.equal(line.site, SITE);
  assert.equal(line.action, "get_customer");
  assert.equal(line.kind, null);
  assert.ok(line.shopRequests > 0);
  assert.match(right.headers.get("Server-Timing"), /shop;dur=/);
  const wrong = await world.worker.lineOf(
    await sendMessage(callOf(1, "get_product", { id: 99_999 })),
  );
  assert.deepEqual([wrong.status, wrong.kind], [200, "not_found"]);
  const unreadable = await world.worker.lineOf(await sendMessage({ method: "tools/list" }));
  assert.deepEqual([unreadable.status, unreadable.kind], [400, "malformed_body"]);
  const listed = await world.worker.lineOf(await sendMessage(request(1, "tools/list")));
  assert.deepEqual([listed.action, listed.shopRequests], [null, 1]);
  const secrets = [email, ...Object.values(KEYS), world.callers.write.token];
  for (const secret of secrets) assert.ok(!world.worker.said().includes(secret));
});
