/**
 * Lists from the bytes of the response to JavaScript objects: the package, its peers, and the floor, which
 * is decoding and `JSON.parse` of the same values. Who makes other values than the package ends the run.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parseResponse } from "@aismarttalk/prestashop";
import { measure } from "../timing.mjs";
import { CONTENDERS, TREES } from "./contenders.mjs";
import { drawLists } from "./draw.mjs";
import { RESOURCES } from "./shapes.mjs";
import { print } from "./table.mjs";

const COUNTS = [1, 20, 1_000, 2_000];
/** The one whose peers are timed to their own trees too. */
const WITH_TREES = "orders";
const OURS = "this package, typed";
const FLOOR = "floor: decode, JSON.parse";
/** What the crate `bench/border` reads. */
const OF_BORDER = { resource: "products", counts: [20, 1_000] };
const decoder = new TextDecoder();

const border = await loadBorder();

console.log(`
Lists of full records, from bytes to objects: milliseconds of processor time / on the clock, and the
processor time as multiples of the floor (decoding and JSON.parse of the same values); medians of one run`);
for (const resource of Object.keys(RESOURCES)) await compare(resource);

async function compare(resource) {
  const { shape, bodies, told } = drawLists(resource, COUNTS);
  const columns = [];
  for (const [count, body] of bodies) {
    const contenders = await contendersOf(shape, count, body);
    columns.push({ count, bytes: body.length, times: await measure(contenders) });
  }
  print(told, columns, { ours: OURS, floor: FLOOR });
}

/** By name: those who make the same objects, and the floor. */
async function contendersOf(shape, count, body) {
  const ours = () => read(shape.resource, body);
  const values = ours();
  assert.equal(values.length, count);
  const json = new TextEncoder().encode(JSON.stringify(values));
  const contenders = { [OURS]: ours, [FLOOR]: () => JSON.parse(decoder.decode(json)) };
  for (const { NAME, typed } of CONTENDERS.filter(({ counts }) => counts.includes(count))) {
    assert.deepEqual(await typed(body, shape), values, `${NAME} makes other values`);
    contenders[`${NAME}, typed`] = () => typed(body, shape);
  }
  if (
    border !== undefined &&
    shape.resource === OF_BORDER.resource &&
    OF_BORDER.counts.includes(count)
  ) {
    // Associations stand beside the fields there: as much to make, though not the same objects.
    assert.equal(border.asObjects(body).length, count);
    contenders["wasm, serde-wasm-bindgen"] = () => border.asObjects(body);
    contenders["wasm, one JSON text"] = () => JSON.parse(border.asJson(body));
  }
  if (shape.resource !== WITH_TREES) return contenders;
  for (const { NAME, tree } of TREES.filter(({ counts }) => counts.includes(count))) {
    contenders[`${NAME}, untyped`] = () => tree(body);
  }
  return contenders;
}

/** Only the build of the bench makes it. */
async function loadBorder() {
  const loaded = await import("../border/dist/border.js").catch(() => undefined);
  const wasm = new URL("../border/dist/border_bg.wasm", import.meta.url);
  loaded?.initSync({ module: await readFile(wasm) });
  return loaded;
}

function read(resource, body) {
  const onWarning = (warning) => assert.fail(warning);
  const call = { resource, query: { display: "full" } };
  return parseResponse(call, { status: 200, headers: {}, body }, { onWarning });
}
