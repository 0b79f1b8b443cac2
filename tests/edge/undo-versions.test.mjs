// Undoing in shops of every version: they know PATCH or not, and clean texts each in their way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { journaled } from "./support/journaled.mjs";

const WRITES_OF_VERSIONS = [
  [
    "update_product_content",
    { id: 5, name: { en: "One" }, description: { fr: "<p>Un & deux</p>\r\n" } },
  ],
  ["update_product_seo", { id: 5, link_rewrite: { en: "one" }, meta_title: "One", language: "fr" }],
  ["update_customer", { id: 3, lastname: "Sand", note: "Line one" }],
  ["update_order_status", { id: 5, state: 4 }],
];
const SHOWN = [
  ["products/5", "name", 1],
  ["products/5", "description", 2],
  ["products/5", "link_rewrite", 1],
  ["products/5", "meta_title", 2],
  ["customers/3", "lastname"],
  ["customers/3", "note"],
  ["orders/5", "current_state"],
];

for (const version of ["1.6", "1.7", "8.2", "9.0"]) {
  test(`given a shop of version ${version}, when every change is undone, then the shop has what it had`, async (t) => {
    const edge = await journaled(t, {}, { version });
    const seen = () => SHOWN.map((where) => edge.shop.text(...where));
    const first = seen();
    const changes = [];
    for (const [action, input] of WRITES_OF_VERSIONS) {
      const { id, text } = await edge.run(action, input);
      assert.ok(id, text);
      changes.push(id);
    }
    assert.ok(first.every((value, at) => value !== seen()[at]));
    for (const change of changes) {
      const { body, text } = await edge.run("undo_change", { change });
      assert.deepEqual([body.written, body.left_alone], [true, []], text);
    }
    assert.deepEqual(seen(), first);
  });
}
