// Rows come from the core without their names: what is made of them are plain objects with the
// fields of the document, in its order. Their values are those of reading.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseResponse } from "@aismarttalk/prestashop";
import { client, demoShop, wireText } from "./support/demo-shop.mjs";
import { eachCase } from "./support/table.mjs";
import { wireRecords } from "./support/wire.mjs";

const SIZE = { products: 7, orders: 6, customers: 5 };
const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];
const RESOURCES = [
  "products",
  "orders",
  "order_details",
  "order_states",
  "order_histories",
  "customers",
  "languages",
  "stock_availables",
];
const SECRETS = ["passwd", "secure_key", "reset_password_token", "reset_password_validity"];

const read = (body, call) => parseResponse(call, { status: 200, headers: {}, body });
const document = (inside) => `<prestashop>${inside}</prestashop>`;

/** Everything that tells two values apart, such as the order of names and what they inherit. */
function looks(value) {
  if (Array.isArray(value)) {
    assert.equal(Object.getPrototypeOf(value), Array.prototype);
    return value.map(looks);
  }
  if (typeof value !== "object" || value === null) return value;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  return Reflect.ownKeys(value).map((name) => {
    const { value: own, ...rest } = Object.getOwnPropertyDescriptor(value, name);
    assert.deepEqual(rest, { writable: true, enumerable: true, configurable: true });
    return [name, looks(own)];
  });
}

const EVERY_RESOURCE = VERSIONS.flatMap((version) =>
  RESOURCES.map((resource) => [`${resource} of ${version}`, version, resource]),
);

test("given all fields, then rows of lists, pages and alone are the same, named as in the document", () =>
  eachCase("resources", EVERY_RESOURCE, async (version, resource) => {
    const demo = demoShop({ ...SIZE, version });
    const shop = client(demo).resource(resource);
    const rows = await shop.list();
    assert.ok(rows.length > 2, `${rows.length} rows`);
    const [{ id }] = rows;

    const [wire] = wireRecords(demo, `${resource}/${id}`);
    const names = Object.keys(wire).filter((name) => !SECRETS.includes(name));
    assert.deepEqual(Object.keys(rows[0]), names);

    const paged = [];
    for await (const row of shop.iterate({ pageSize: 3 })) paged.push(row);
    assert.deepEqual(looks(paged), looks(rows));
    assert.deepEqual(looks(await shop.get(id)), looks(rows[0]));
    const alone = read(wireText(demo, `${resource}/${id}`), { resource, id });
    assert.deepEqual(looks(alone), looks(rows[0]));
  }));

test("given some fields in a display, then a row has those, in the order of the shop", () => {
  const cases = [
    ["one", ["id"]],
    ["texts", ["name", "id"]],
    ["lists", ["categories[id]", "images[id]"]],
    ["an element", ["id", "categories[id]"]],
    ["all kinds", ["price", "active", "id", "date_add", "name", "product_features[id]"]],
  ];
  const demo = demoShop(SIZE);
  return eachCase("displays", cases, async (display) => {
    const rows = await client(demo).products.list({ display });
    const wire = wireRecords(demo, `products?display=[${display}]&sort=[id_ASC]`);
    assert.deepEqual(rows.map(Object.keys), wire.map(Object.keys));
    looks(rows);
    const whole = await client(demo).products.list();
    for (const [at, row] of rows.entries()) {
      for (const name of Object.keys(row)) {
        if (name !== "associations") assert.deepEqual(row[name], whole[at][name]);
      }
    }
  });
});

const ROWS = [
  ["a row without fields", "<product><passwd>x</passwd></product>", "[{}]"],
  [
    "rows of which the first has no fields",
    "<product><passwd>x</passwd></product><product><id>1</id></product>",
    '[{},{"id":1}]',
  ],
  ["no row", "", "[]"],
  ["an id alone", '<product id="1"/>', '[{"id":1}]'],
  [
    "fields turned round",
    "<product><active>1</active><associations><tags/></associations><id>1</id></product>",
    '[{"active":true,"associations":{"tags":[]},"id":1}]',
  ],
  [
    "rows with different fields",
    "<product><id>1</id><price>2</price></product><product><price>3</price></product><product><price>4</price><id>2</id></product>",
    '[{"id":1,"price":"2"},{"price":"3"},{"price":"4","id":2}]',
  ],
  [
    "values that are not of their kind",
    "<product><id>1</id><active>maybe</active></product><product><id>2</id><active>0</active></product>",
    '[{"id":1,"extra":{"active":"maybe"}},{"id":2,"active":false}]',
  ],
  [
    "names that JavaScript knows",
    "<product><id>1</id><__proto__>a</__proto__><constructor>b</constructor><extra>c</extra></product>",
    '[{"id":1,"extra":{"__proto__":"a","constructor":"b","extra":"c"}}]',
  ],
  [
    "secrets",
    "<product><passwd>x</passwd><id>1</id><secure_key>y</secure_key></product>",
    '[{"id":1}]',
  ],
  [
    "items with different fields",
    "<product><associations><product_features><product_feature><id>1</id><id_feature_value>2</id_feature_value></product_feature><product_feature/><product_feature><id_feature_value>3</id_feature_value></product_feature><product_feature><id>4</id><id_feature_value>odd</id_feature_value><custom>5</custom></product_feature><product_feature><id>6</id><id_feature_value>7</id_feature_value></product_feature></product_features></associations></product>",
    '[{"associations":{"product_features":[{"id":1,"id_feature_value":2},{},{"id_feature_value":3},{"id":4,"extra":{"id_feature_value":"odd","custom":"5"}},{"id":6,"id_feature_value":7}]}}]',
  ],
  [
    "lists that are empty, then not, then others",
    "<product><associations><categories/></associations></product><product><associations><categories><category><id>1</id></category></categories></associations></product><product><associations><categories/></associations></product><product><associations/></product>",
    '[{"associations":{"categories":[]}},{"associations":{"categories":[{"id":1}]}},{"associations":{"categories":[]}},{"associations":{}}]',
  ],
  [
    "lists of modules",
    "<product><associations><by_module><one><id>1</id></one><one><id>2</id></one></by_module></associations></product>",
    '[{"associations":{},"extra":{"by_module":[{"id":1},{"id":2}]}}]',
  ],
  [
    "items without a value",
    "<product><associations><stock_availables><stock_available><id_product_attribute>0</id_product_attribute><id>1</id></stock_available></stock_availables></associations></product>",
    '[{"associations":{"stock_availables":[{"id_product_attribute":null,"id":1}]}}]',
  ],
];

test("given rows that no version sends, then they are what their elements say", () =>
  eachCase("lists", ROWS, (rows, json) => {
    const expected = JSON.parse(json);
    const resource = "products";
    const list = read(document(`<products>${rows}</products>`), { resource });
    assert.deepEqual(looks(list), looks(expected));
    assert.equal(JSON.stringify(list), json);
    if (expected.length === 1) {
      const one = read(document(rows), { resource, id: 1 });
      assert.deepEqual(looks(one), looks(expected[0]));
    }
  }));

test("given each set of fields, then a row has those", () => {
  const names = ["id", "price", "active", "reference", "ean13", "upc", "isbn", "width", "height"];
  let rows = 0;
  for (let subset = 1; subset < 2 ** names.length; subset += 1) {
    const some = names.filter((_, at) => subset & (1 << at));
    const row = `<product>${some.map((name) => `<${name}>1</${name}>`).join("")}</product>`;
    for (const call of [{ resource: "products" }, { resource: "products", id: 1 }]) {
      const value = read(document(call.id ? row : `<products>${row}</products>`), call);
      assert.deepEqual(Object.keys(call.id ? value : value[0]), some);
      rows += 1;
    }
  }
  console.log(`${rows} rows`);
});
