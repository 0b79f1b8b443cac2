/** Lists of full products, as the demo store makes them: about eight kilobytes each. */

import { readFile } from "node:fs/promises";
import { DemoStore, initSync } from "../demo-store/dist/demo_store.js";

const KEY = "DEMO0KEY0OF0SHOP0ONE000000000001";
const SIZES = [1, 19, 1000];
/** The first products hold what shops hold in fact, such as a bare "]]>", which no peer can read. */
const ODD = 24;

/** `[{ count, body }]`, body as the bytes of the response. */
export async function productLists() {
  const wasm = new URL("../demo-store/dist/demo_store_bg.wasm", import.meta.url);
  initSync({ module: await readFile(wasm) });
  const store = new DemoStore(JSON.stringify({ products: 1200 }));
  const authorization = `Basic ${btoa(`${KEY}:`)}`;
  return SIZES.map((count) => {
    const url = `/api/products?display=full&sort=[id_ASC]&filter[id]=>[${ODD}]&limit=${count}`;
    const { status, body } = store.respond(
      "GET",
      url,
      JSON.stringify({ authorization }),
      new Uint8Array(),
    );
    if (status !== 200) throw new Error(`The demo store answers with status ${status}.`);
    return { count, body };
  });
}
