/** Ratios against peers, measured in one run: times to JavaScript values, and bytes to download. */

import { readFile } from "node:fs/promises";
import { parseResponse } from "@aismarttalk/prestashop";
import { parseXml } from "@rgrove/parse-xml";
import { XMLParser } from "fast-xml-parser";
import { parse as txml } from "txml";
import xml2js from "xml2js";
import * as border from "./border/dist/border.js";
import { productLists } from "./documents.mjs";
import { medians } from "./timing.mjs";

const OURS = "this package, typed";
const FLOOR = "decode + JSON.parse, typed";

const wasm = new URL("./border/dist/border_bg.wasm", import.meta.url);
border.initSync({ module: await readFile(wasm) });

const decoder = new TextDecoder();
const fastXmlParser = new XMLParser({ ignoreAttributes: false });

/** Each from the bytes of the response to values: peers to their untyped trees. */
function contenders(body) {
  const response = { status: 200, headers: {}, body };
  const call = { resource: "products" };
  const json = new TextEncoder().encode(JSON.stringify(parseResponse(call, response)));
  return {
    [OURS]: () => parseResponse(call, response),
    [FLOOR]: () => JSON.parse(decoder.decode(json)),
    "fast-xml-parser": () => fastXmlParser.parse(decoder.decode(body)),
    txml: () => txml(decoder.decode(body)),
    "@rgrove/parse-xml": () => parseXml(decoder.decode(body)),
    xml2js: () => xml2js.parseStringPromise(decoder.decode(body)),
    "wasm, JSON text": () => JSON.parse(border.asJson(body)),
    "wasm, serde-wasm-bindgen": () => border.asObjects(body),
  };
}

for (const { count, body } of await productLists()) {
  const times = await medians(contenders(body));
  const kilobytes = (body.length / 1000).toFixed(0);
  console.log(`\n${count} full product${count === 1 ? "" : "s"}, ${kilobytes} kB of XML (medians)`);
  for (const [name, time] of Object.entries(times)) {
    const ratio = (time / times[OURS]).toFixed(2);
    console.log(`${name.padEnd(28)}${time.toFixed(3).padStart(10)} ms${ratio.padStart(9)} x ours`);
  }
  console.log(`ours is ${(times[OURS] / times[FLOOR]).toFixed(2)} x the floor`);
}
