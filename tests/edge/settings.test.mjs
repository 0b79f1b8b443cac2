// Settings that cannot be meant so: told at once, by name, and without their values.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startServer } from "../js/support/http-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { load } from "./support/here.mjs";
import { COMMAND_LINE } from "./support/runtimes/command-line.mjs";
import { startWorker } from "./support/worker.mjs";

const { createWorker, readAddress, readEntry, writeEntry, readMasterSecrets, makeMasterSecret } =
  await load("worker.ts", "settings.ts", "sites/entry.ts", "sites/sealed.ts");

const KEY = "SETTINGS0KEY0SETTINGS0KEY0000000";
const ADDRESS = "https://shop.example";
const caller = makeCaller("writer");

/** Sites that no shop can be opened with: `[what, members, the member told, what is not told]`. */
const BROKEN_SITES = [
  ["a key that is too short", { key: "SHORT0KEY" }, "key", "SHORT0KEY"],
  ["a key with a blank inside", { key: `${KEY.slice(0, 31)} ${KEY}` }, "key", KEY],
  ["a key of blanks", { key: "   " }, "key", "   "],
  ["an address with a blank", { url: "my private shop" }, "url", "private"],
  ["an address of another kind", { url: "ftp://private.example" }, "url", "ftp"],
  ["an address with a password", { url: "https://me:secret@shop.example" }, "url", "secret"],
  ["a language that is none", { defaultLanguage: 0 }, "defaultLanguage", ADDRESS],
  ["half a language", { defaultLanguage: 1.5 }, "defaultLanguage", "1.5"],
  ["an installation that is no id", { installation: "My Private" }, "installation", "Private"],
  ["an installation that is a number", { installation: 77_777 }, "installation", "77777"],
  ["a shop beyond all ids", { shopId: 1e12 }, "shopId", "1000000000000"],
];

const siteOf = (members) => ({ url: ADDRESS, key: KEY, ...members });

test("given days that no journal can keep, then the setting is told, and the most there may be works", async () => {
  for (const days of ["36501", "999999999"]) {
    const { status, body, said } = await told({ JOURNAL_DAYS: days });
    assert.deepEqual([status, body.kind], [503, "not_configured"]);
    assert.match(said, /`JOURNAL_DAYS` .*36500/);
  }
  assert.deepEqual((await told({ JOURNAL_DAYS: "36500" })).body, { changes: [], next: null });
});

/** What a worker says to its log while it is made, and to a caller of it. */
async function told(settings, path = "/v1/sites/one/changes") {
  const said = [];
  const { error } = console;
  console.error = (line) => said.push(String(line));
  let worker;
  try {
    const environment = {
      SITES: JSON.stringify({ one: siteOf({}) }),
      CALLERS: JSON.stringify([caller.entry]),
      ...settings,
    };
    worker = createWorker(environment, { log: () => {} });
  } finally {
    console.error = error;
  }
  const request = new Request(`https://worker.example${path}`, { headers: bearer(caller) });
  const response = await worker(request);
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text), said: said.join("\n") };
}

test("given a site of SITES that no shop can be opened with, then the setting is wrong, not the request", () =>
  eachCase("sites", BROKEN_SITES, async (members, member, secret) => {
    const one = await told({ SITES: JSON.stringify({ "shop-7": siteOf(members) }) });
    assert.deepEqual([one.status, one.body.kind], [503, "not_configured"], one.text);
    assert.match(one.said, new RegExp(`The setting .SITES. is wrong at .shop-7.: .${member}. `));
    for (const place of [one.text, one.said]) assert.ok(!place.includes(secret), place);
  }));

test("given an entry of SITES_KV that no shop can be opened with, then the site is unreadable, not the request", () =>
  eachCase("entries", BROKEN_SITES, async (members, _, secret) => {
    const secrets = readMasterSecrets(makeMasterSecret("a"));
    const { value } = await writeEntry({ id: "one", name: "One", ...siteOf(members) }, secrets);
    await assert.rejects(readEntry("one", value, secrets), ({ problem }) => {
      assert.deepEqual([problem.kind, problem.hint], ["site_unreadable", "Add the site again."]);
      return !JSON.stringify(problem).includes(secret);
    });
  }));

for (const [runtime, { missing }] of Object.entries(COMMAND_LINE)) {
  test(`given an empty HOST in ${runtime}, then it counts as none, and nobody else's machine gets in`, async (t) => {
    const leftOut = await missing();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const worker = await startWorker(runtime, { HOST: "" });
    try {
      assert.equal(new URL(worker.url).hostname, "127.0.0.1", worker.said());
    } finally {
      await worker.stop();
    }
  });
}

test("given HOST and PORT, then empty ones count as none, and what is no port is told", async () => {
  assert.deepEqual(readAddress({}), { hostname: "127.0.0.1", port: 8787 });
  assert.deepEqual(readAddress({ HOST: "", PORT: "" }), { hostname: "127.0.0.1", port: 8787 });
  assert.deepEqual(readAddress({ HOST: "::", PORT: "0" }), { hostname: "::", port: 0 });
  await eachCase(
    "ports",
    ["x", "-1", "65536", "80.5", " 80", "0x50"].map((port) => [port, port]),
    (port) => assert.throws(() => readAddress({ PORT: port }), /The setting `PORT` is not a port/),
  );
});

test("given a key with a blank or a line break around it, then it works, and is hidden where a shop sends it back", async () => {
  const shop = await startServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml", "PSWS-Version": "8.2.1" });
    const root = `<api shopName="Shop of ${KEY}"><products get="true"/></api>`;
    response.end(`<?xml version="1.0"?><prestashop>${root}</prestashop>`);
  });
  try {
    await eachCase(
      "blanks",
      [" ", "\n", "\t", ""].map((blank) => [JSON.stringify(blank), blank]),
      async (blank) => {
        const one = siteOf({ url: shop.url, key: `${blank}${KEY}${blank}` });
        const answer = await told({ SITES: JSON.stringify({ one }) }, "/v1/sites/one/access");
        assert.match(answer.text, /Shop of \*\*\*/);
        assert.ok(!answer.text.includes(KEY));
      },
    );
  } finally {
    await shop.stop();
  }
});
