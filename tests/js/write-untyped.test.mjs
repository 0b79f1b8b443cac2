// resource(name): any resource is read and written as losslessly as the declared ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { changed, writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };
const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];

test("given any resource by name, then get, list and iterate give the same records", () =>
  eachCase(
    "resources",
    ["order_states", "languages", "order_histories", "shops", "categories"].map((name) => [
      name,
      name,
    ]),
    async (name) => {
      const all = client(demoShop(SIZE)).resource(name);
      const listed = await all.list();
      const iterated = [];
      for await (const one of all.iterate({ pageSize: 3 })) iterated.push(one);
      assert.ok(listed.length > 0);
      assert.deepEqual(iterated, listed);
      const id = Number(listed[0].id);
      assert.equal(String((await all.get(id)).id), String(id));
      const [one] = await all.list({ filter: { id } });
      assert.deepEqual(one, listed[0]);
    },
  ));

test("given a change to an undeclared resource, then only that is changed, in its language", () =>
  eachCase(
    "versions",
    VERSIONS.map((version) => [version, version]),
    async (version) => {
      const demo = demoShop({ ...SIZE, version, single_shop: true });
      const categories = client(demo).resource("categories");
      const shown = await categories.update(3, { name: { fr: "Bols" } }, { preview: true });
      assert.equal(shown.preview, true);
      assert.deepEqual(changed(demo), []);
      const told = await categories.update(3, { name: { fr: "Bols" } });
      assert.equal(told.written, true);
      assert.equal(told.after.name["2"], "Bols");
      // Before 8 a PUT moves the category as well, which the preview says.
      const moves = shown.effects.some(({ kind }) => kind === "moved");
      assert.equal(moves, version.startsWith("1."));
      const texts = changed(demo).filter((one) => !moves || one.includes("name"));
      assert.deepEqual(texts, ["categories/3 name[2]"]);
      assert.deepEqual(told.changes, shown.changes);
      const again = await categories.update(3, { name: { fr: "Bols" } });
      assert.equal(again.written, false);
    },
  ));

/** What a new record is made of, and what of it a caller must see again. */
const NEW = [
  [
    "order_states",
    { name: { en: "At the kiln", fr: "Au four", de: "Am Ofen", ar: "الفرن" }, color: "#112233" },
  ],
];

test("given fields, then a record is created once, read again and deleted", () =>
  eachCase(
    "new records",
    VERSIONS.flatMap((version) =>
      NEW.map(([name, fields]) => [`${name} of ${version}`, version, name, fields]),
    ),
    async (version, name, fields) => {
      const demo = demoShop({ ...SIZE, version });
      const all = client(demo).resource(name);
      const shown = await all.create(fields, { preview: true });
      assert.equal(shown.preview, true);
      assert.equal(shown.before, null);
      assert.equal(shown.token, null);
      assert.deepEqual(writesOf(demo), []);
      const before = await all.list();
      const made = await all.create(fields);
      assert.equal(made.method, "POST");
      assert.equal(made.written, true);
      assert.equal(made.before, null);
      const id = Number(made.after.id);
      assert.equal((await all.list()).length, before.length + 1);
      const stored = await all.get(id, { language: [1, 2, 3, 4] });
      assert.equal(stored.name["3"], fields.name.de);
      assert.equal(stored.color, fields.color);

      const preview = await all.delete(id, { preview: true });
      assert.equal(preview.method, "DELETE");
      assert.equal(preview.after, null);
      assert.equal(String(preview.before.id), String(id));
      const gone = await all.delete(id, { expect: preview });
      assert.equal(gone.written, true);
      assert.equal(gone.after, null);
      assert.equal(String(gone.before.id), String(id));
      await assertFails(all.get(id), "NotFoundError");
      await assertFails(all.delete(id), "NotFoundError");
      assert.equal(writesOf(demo).length, 2);
    },
  ));

test("given a record that changed since its preview, then it is not deleted", async () => {
  const demo = demoShop(SIZE);
  const states = client(demo).resource("order_states");
  const shown = await states.delete(11, { preview: true });
  await states.update(11, { color: "#112233" });
  const error = await assertFails(states.delete(11, { expect: shown }), "ConflictError");
  assert.deepEqual(error.expected, shown.before);
  assert.equal(error.found.color, "#112233");
  assert.equal(writesOf(demo).length, 1);
});

test("given a lost answer, then a new customer is found, although the password is stored as a hash", () =>
  eachCase(
    "versions",
    VERSIONS.map((version) => [version, version]),
    async (version) => {
      const demo = demoShop({ ...SIZE, version });
      const customers = client(demo, { url: `${ADDRESS}/~lost-answer` }).resource("customers");
      const told = await customers.create({
        firstname: "Ada",
        lastname: "Lovelace",
        email: "ada@example.org",
        passwd: "Kiln-And-Clay-77",
        id_default_group: 3,
      });
      assert.equal(told.written, true);
      assert.equal(told.after.email, "ada@example.org");
      assert.equal(told.warnings.length, 1);
      assert.equal(writesOf(demo).length, 1);
    },
  ));

/** What is refused of an undeclared resource: the class, the field, and the call. */
const REFUSED = [
  ["InvalidRequestError", "id", (shop) => shop.resource("order_states").create({ id: 99 })],
  ["InvalidRequestError", "colour", (shop) => shop.resource("order_states").create({ colour: "" })],
  [
    "InvalidRequestError",
    "colour",
    (shop) => shop.resource("order_states").update(5, { colour: "#112233" }),
  ],
  [
    "InvalidRequestError",
    "name",
    (shop) => shop.resource("order_states").update(5, { name: "Everywhere" }),
  ],
  [
    "InvalidRequestError",
    "color",
    (shop) => shop.resource("order_states").update(5, { color: ["#112233"] }),
  ],
  [
    "InvalidRequestError",
    "passwd",
    (shop) => shop.resource("customers").update(2, { passwd: "12345678" }),
  ],
  [
    "InvalidRequestError",
    "secure_key",
    (shop) => shop.resource("customers").update(2, { secure_key: "A" }),
  ],
  ["InvalidRequestError", "fields", (shop) => shop.resource("order_states").create(undefined)],
  ["InvalidRequestError", "fields", (shop) => shop.resource("order_states").create([])],
  ["InvalidRequestError", "resource", (shop) => shop.resource("../admin").get(1)],
  ["InvalidRequestError", "resource", (shop) => shop.resource("").update(1, { a: "b" })],
  ["InvalidRequestError", "resource", (shop) => shop.resource("a b").delete(1)],
  ["InvalidRequestError", "resource", (shop) => shop.resource(undefined).get(1)],
];

test("given what no record takes, then it is refused by name and nothing is written", () =>
  eachCase(
    "refusals",
    REFUSED.map(([name, field, call], at) => [`${field} ${at}`, name, field, call]),
    async (name, field, call) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(async () => call(client(demo)), name);
      assert.equal(error.field, field);
      assert.deepEqual(writesOf(demo), []);
    },
  ));
