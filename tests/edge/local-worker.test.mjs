// The worker as `npm start` runs it: shops are connected with an address and a key alone, by the token
// of an administrator that the page beside it has, and are gone with the process.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { COMMAND_LINE } from "./support/runtimes/command-line.mjs";

const PAGE = "http://127.0.0.1:5173";
const ADMIN_SITES = "/v1/admin/sites";

const running = new Set();

let shop;
before(async () => {
  shop = await startDemoServer({ cors: false });
});
after(async () => {
  for (const stop of running) await stop();
  await shop?.stop();
});

/** Starts a worker in a folder of its own; `ask(caller, method, path, body?)` asks it as the page would. */
async function startLocal(runtime, more = {}) {
  const callers = { page: makeCaller("page"), admin: makeCaller("admin", { level: "admin" }) };
  const folder = await mkdtemp(join(tmpdir(), "prestashop-local-"));
  let said = "";
  const { url, stop } = await COMMAND_LINE[runtime].start(
    {
      TMPDIR: folder,
      CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
      SITES: JSON.stringify({ "shop-1": { url: shop.url, key: shop.keys["shop 1"] } }),
      ALLOWED_ORIGINS: PAGE,
      CONNECTED_SITES: "memory",
      PRIVATE_ADDRESSES: "allow",
      ...more,
    },
    (text) => {
      said += text;
    },
  );
  const end = async () => {
    running.delete(end);
    await stop();
    await rm(folder, { recursive: true });
  };
  running.add(end);
  return {
    folder,
    said: () => said,
    ask: async (caller, method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: {
          Origin: PAGE,
          ...bearer(callers[caller]),
          ...(body && { "Content-Type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const { status, headers } = response;
      return { status, headers, text, body: text === "" ? null : JSON.parse(text) };
    },
    stop: end,
  };
}

for (const runtime of Object.keys(COMMAND_LINE)) {
  test(`given address and key on ${runtime}, then the shop is checked, served at once, and forgotten with the process`, async (t) => {
    const lacking = await COMMAND_LINE[runtime].missing();
    if (lacking !== undefined) return leaveOut(t, lacking);
    const worker = await startLocal(runtime);
    const mine = { url: `${shop.url}/shop2`, key: shop.keys["shop 2"] };
    const added = await worker.ask("admin", "POST", ADMIN_SITES, mine);
    assert.equal(added.status, 201, added.text);
    assert.equal(added.headers.get("Access-Control-Allow-Origin"), PAGE);
    assert.equal(added.body.access.verdict, "ready");
    const { id } = added.body.site;

    const { body } = await worker.ask("page", "GET", "/v1/sites");
    assert.ok(body.sites.some((site) => site.id === id));
    const asked = await worker.ask("page", "POST", `/v1/sites/${id}/actions/find_orders`, {});
    assert.equal(asked.status, 200, asked.text);

    const removed = await worker.ask("admin", "DELETE", `${ADMIN_SITES}/${id}`);
    assert.equal(removed.status, 204);
    const gone = await worker.ask("page", "POST", `/v1/sites/${id}/actions/find_orders`, {});
    assert.equal(gone.status, 404);
    await worker.ask("admin", "POST", ADMIN_SITES, mine);
    assert.deepEqual(await readdir(worker.folder), [], "nothing is written to disk");
    assert.ok(!worker.said().includes(mine.key), "no log has the key");
    await worker.stop();

    const again = await startLocal(runtime);
    const after = await again.ask("page", "GET", "/v1/sites");
    assert.deepEqual(
      after.body.sites.map((site) => site.id),
      ["shop-1"],
    );
    await again.stop();
  });
}

test("given what cannot be connected, then it says why, and nothing is kept", async () => {
  const worker = await startLocal("Node");
  const { url } = shop;
  const key = shop.keys["shop 1"];
  const cases = [
    ["admin", { url, key: shop.keys.disabled }, "authentication"],
    ["admin", { url: `${url}/~disabled`, key }, "webservice_disabled"],
    ["admin", { url: `${url}/~html-200`, key }, "wrong_address"],
    ["admin", { url: "http://127.0.0.1:8391", key }, "network"],
    ["admin", { url: "http://shop.example", key }, "validation"],
    ["admin", { url, key: "SHORT" }, "validation"],
    ["page", { url, key }, "forbidden"],
  ];
  for (const [caller, given, kind] of cases) {
    const { status, body, text } = await worker.ask(caller, "POST", ADMIN_SITES, given);
    assert.equal(body.kind, kind, text);
    assert.ok(status >= 400 && !text.includes(given.key), text);
  }
  const { body } = await worker.ask("admin", "GET", ADMIN_SITES);
  assert.deepEqual(
    body.sites.map(({ id }) => id),
    ["shop-1"],
  );
  const acting = await worker.ask("admin", "POST", "/v1/sites/shop-1/actions/find_orders", {});
  assert.equal(acting.status, 403, "an administrator opens no shop");
  await worker.stop();
  console.log(`${cases.length} shops that cannot be connected`);
});

test("given a worker without the setting, or with another word, then no shop can be connected", async () => {
  const body = { url: shop.url, key: shop.keys["shop 1"] };
  const without = await startLocal("Node", { CONNECTED_SITES: "" });
  const refused = await without.ask("admin", "POST", ADMIN_SITES, body);
  assert.ok(refused.status >= 400, refused.text);
  await without.stop();
  const wrong = await startLocal("Node", { CONNECTED_SITES: "disk" });
  const { body: told } = await wrong.ask("admin", "POST", ADMIN_SITES, body);
  assert.equal(told.kind, "not_configured");
  assert.match(wrong.said(), /`CONNECTED_SITES` is not "memory"/);
  await wrong.stop();
  assert.ok(!existsSync(wrong.folder));
});
