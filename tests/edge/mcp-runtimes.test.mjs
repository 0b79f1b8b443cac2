// Old and new clients at the worker in every runtime: each has its own way with a request's body.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { connect, REVISIONS, told } from "./support/mcp-client.mjs";
import { siteOf, startMcpWorld } from "./support/mcp-world.mjs";
import { RUNTIMES } from "./support/worker.mjs";

const SITE = siteOf("8.2", "everything");

for (const [runtime, { missing }] of Object.entries(RUNTIMES)) {
  test(`given the worker in ${runtime}, then clients of every revision list, call, preview and fail`, async (t) => {
    const leftOut = await missing();
    if (leftOut !== undefined) {
      return leaveOut(t, leftOut);
    }
    const world = await startMcpWorld(runtime);
    try {
      for (const revision of REVISIONS) await converse(world, revision);
      console.log(`${REVISIONS.length} revisions in ${runtime}`);
    } finally {
      await world.stop();
    }
  });
}

async function converse({ worker, callers }, revision) {
  const client = await connect(worker, callers.write, SITE, revision);
  const call = (name, input) => client.callTool({ name, arguments: input });
  assert.equal(client.getNegotiatedProtocolVersion(), revision);
  const { tools } = await client.listTools();
  assert.ok(tools.some(({ name }) => name === "undo_change"));
  const { products } = told(await call("get_product", { id: 5 }));
  assert.equal(products[0].id, 5);
  const preview = await call("update_product_content", {
    id: 5,
    name: [{ language: "en", text: "Tea" }],
    preview: true,
  });
  assert.ok(told(preview).token);
  assert.equal(told(await call("get_product", { id: "five" })).field, "id");
  await assert.rejects(call("nothing", {}), ({ code }) => code === -32602);
  await client.close();
}
