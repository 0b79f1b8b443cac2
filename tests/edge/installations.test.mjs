// Several sites over one PrestaShop: who is told what, and what is under way holds for all of them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { deferred } from "./support/deferred.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";
import { keptNamespace } from "./support/namespace.mjs";
import { done, folderOf, SHOP_1, SHOP_2, startSites } from "./support/sites-of-one.mjs";

/** Both shops have it, and texts of their own. */
const PRODUCT = 5;
/** Of shop 2 alone. */
const [PRODUCT_OF_2, ORDER_OF_2] = [13, 7];

const named = (changes) => changes.map(({ site, resource, record }) => [site, resource, record]);

test("given sites of several installations, when they are listed, then those of one name its first, and no address or name is told", async (t) => {
  const edge = await startSites(t, {
    sites: (url) => ({
      domain: { ...SHOP_2, url: "https://pottery.example", installation: "pottery" },
      another: { ...SHOP_2, url: `${url}/shop2`, installation: "pottery" },
      apart: { ...SHOP_2, url: "https://apart.example" },
    }),
  });
  const listed = async (who) => {
    const { text, body } = await edge.ask("/v1/sites", who);
    for (const secret of ["pottery", "127.0.0.1", "example", "http"])
      assert.ok(!text.includes(secret), text);
    return body.sites.map(({ id, installation }) => [id, installation]);
  };
  assert.deepEqual(await listed("everywhere"), [
    ["another", "another"],
    ["apart", "apart"],
    ["domain", "another"],
    ["one", "one"],
    ["two", "one"],
  ]);
  assert.deepEqual(await listed("at two"), [["two", "two"]]);
});

test("given changes through another site, when they are listed, then those of records that both have, to who reaches both", async (t) => {
  const edge = await startSites(t);
  const writes = [
    ["update_customer", { id: 3, note: "Through two" }],
    ["update_product_content", { id: PRODUCT, name: { en: "Through two" } }],
    ["update_product_content", { id: PRODUCT_OF_2, name: { en: "Not in shop 1" } }],
    ["update_order_status", { id: ORDER_OF_2, state: 4 }],
  ];
  for (const [action, input] of writes) await done(edge.run(action, input, "at two", "two"));
  await done(edge.run("update_customer", { id: 3, note: "Through one" }, "at one", "one"));

  const ofOne = ["one", "customers", 3];
  const shared = [
    ["two", "products", PRODUCT],
    ["two", "customers", 3],
  ];
  const ofTwo = [["two", "orders", ORDER_OF_2], ["two", "products", PRODUCT_OF_2], ...shared];
  const cases = [
    ["who reaches both, at one", "everywhere", "one", "", [ofOne, ...shared]],
    ["who reaches both, at two", "everywhere", "two", "", [ofOne, ...ofTwo]],
    ["who reaches one alone", "at one", "one", "", [ofOne]],
    ["who reaches two alone", "at two", "two", "", ofTwo],
    [
      "one record",
      "everywhere",
      "one",
      "resource=customers&record=3",
      [ofOne, ["two", "customers", 3]],
    ],
  ];
  await eachCase("lists of several sites", cases, async (who, site, query, expected) => {
    const changes = await edge.changes(who, site, query);
    assert.deepEqual(named(changes), expected);
    assert.ok(changes.every((change) => !("installation" in change)));
  });
  const paged = [];
  for (let next = ""; next !== null; ) {
    const path = `/v1/sites/one/changes?limit=2${next && `&before=${next}`}`;
    const { body } = await edge.ask(path, "everywhere");
    paged.push(...named(body.changes));
    next = body.next;
  }
  assert.deepEqual(paged, [ofOne, ...shared], "page by page");

  edge.shop.before = async () => "break";
  assert.deepEqual(
    named(await edge.changes("everywhere", "one")),
    [ofOne, ...ofTwo],
    "what the shop does not say is not left out",
  );
});

test("given a change through another site, when it is to be taken back here, then that site is named to who reaches it, and nothing written", async (t) => {
  const edge = await startSites(t);
  const note = () => edge.shop.text("customers/3", "note");
  const { id } = await done(edge.run("update_customer", { id: 3, note: "Two" }, "at two", "two"));
  const refused = async (who) => {
    const { status, text, body } = await edge.run("undo_change", { change: id }, who, "one");
    assert.deepEqual([status, body.kind, body.saved], [404, "no_such_change", "no"], text);
    return body.hint;
  };
  assert.match(await refused("everywhere"), /at the site two/);
  assert.doesNotMatch(await refused("at one"), /two/);
  assert.equal(note(), "Two");
  await done(edge.run("undo_change", { change: id }, "everywhere", "two"));
  assert.equal(note(), "");
});

const OPEN_WRITES = {
  "a customer of the group": {
    action: "update_customer",
    input: { id: 3, note: "Through two" },
    other: { id: 3, note: "Through one" },
    apart: { id: 4, note: "Somebody else" },
  },
  "a product with texts of its own in each shop": {
    action: "update_product_content",
    input: { id: PRODUCT, name: { en: "Through two" } },
    other: { id: PRODUCT, name: { en: "Through one" } },
    apart: { id: 6, name: { en: "Another" } },
  },
};
const OPEN_JOURNALS = {
  "in memory": async () => ({}),
  "in a file": async (t) => ({ JOURNAL_FILE: join(await folderOf(t), "changes.jsonl") }),
  "in Workers KV": async () => ({ JOURNAL_KV: keptNamespace() }),
};

for (const [place, open] of Object.entries(OPEN_JOURNALS)) {
  for (const [what, { action, input, other, apart }] of Object.entries(OPEN_WRITES)) {
    test(`given a journal ${place} and a write of ${what} that may still come, when another site writes the record, then it waits, whoever asks, and learns it through the shop that was asked`, async (t) => {
      const edge = await startSites(t, {
        settings: { WRITE_TIMEOUT_MS: "3000", ...(await open(t)) },
      });
      const late = makeLate(edge.shop, ENDINGS[504]);
      const lost = await edge.run(action, input, "at two", "two");
      assert.equal(lost.body.kind, "outcome_unknown", lost.text);

      for (const who of ["everywhere", "at one"]) {
        const refused = await edge.run(action, other, who, "one");
        assert.deepEqual([refused.status, refused.body.kind], [502, "outcome_unknown"]);
        assert.match(refused.body.hint, /another site of this PrestaShop/);
        assert.doesNotMatch(refused.text, /Through two|"two"/, "nothing of the other site");
      }
      assert.equal(late.writes.length, 1, "nothing is sent");
      const [listed] = await edge.changes("everywhere", "one");
      assert.deepEqual([listed.site, listed.outcome], ["two", "unknown"]);
      assert.deepEqual(await edge.changes("at one", "one"), []);

      late.land();
      edge.shop.before = async () => {};
      await done(edge.run(action, apart, "at one", "one"));
      await done(edge.run(action, other, "at one", "one"));
      const [known] = await edge.changes("at two", "two");
      assert.deepEqual([known.id, known.outcome], [lost.id, "written"]);
    });
  }
}

test("given two processes over one journal in a file, when one writes through one site, then the other does not through another", async (t) => {
  const settings = { JOURNAL_FILE: join(await folderOf(t), "changes.jsonl") };
  const edge = await startSites(t, { settings });
  const beside = await edge.start();
  const [arrived, released] = [deferred(), deferred()];
  edge.shop.before = async ({ method }) => {
    if (method === "GET") return;
    arrived.resolve();
    await released.promise;
  };
  const first = edge.run("update_customer", { id: 3, note: "One" }, "at one", "one");
  await arrived.promise;
  const input = { id: 3, firstname: "Clara" };
  const refused = await edge.run("update_customer", input, "at two", "two", beside);
  assert.equal(refused.body.kind, "outcome_unknown", refused.text);
  released.resolve();
  await done(first);
  await done(edge.run("update_customer", input, "at two", "two", beside));
  const seen = ["note", "firstname"].map((field) => edge.shop.text("customers/3", field));
  assert.deepEqual(seen, ["One", "Clara"]);
});

test("given a language of the site, when an action names none, then it reads and writes that one", async (t) => {
  const shopOf = { ...SHOP_1, defaultLanguage: "fr" };
  const edge = await startSites(t, { sites: (url) => ({ one: { ...shopOf, url } }) });
  const french = edge.shop.text(`products/${PRODUCT}`, "name", 2);
  const { body } = await edge.run("get_product", { id: PRODUCT }, "at one", "one");
  assert.equal(body.products[0].name, french);
  await done(edge.run("update_product_content", { id: PRODUCT, name: "Du site" }, "at one", "one"));
  const english = edge.shop.text(`products/${PRODUCT}`, "name", 1);
  assert.notEqual(english, "Du site");
  assert.equal(edge.shop.text(`products/${PRODUCT}`, "name", 2), "Du site");
});
