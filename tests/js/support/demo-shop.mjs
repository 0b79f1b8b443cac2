// The demo store in this process, behind a `fetch` that keeps a log.
import { readFileSync } from "node:fs";
import { PrestaShop } from "@aismarttalk/prestashop";
import { DemoStore, initSync } from "../../../demo-store/dist/demo_store.js";

const WASM = new URL("../../../demo-store/dist/demo_store_bg.wasm", import.meta.url);

export const ADDRESS = "https://shop.example";

export const KEYS = {
  shop1: "DEMO0KEY0OF0SHOP0ONE000000000001",
  shop2: "DEMO0KEY0OF0SHOP0TWO000000000002",
  everything: "DEMO0KEY0FOR0EVERYTHING000000003",
  productsOnly: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
  disabled: "DEMO0KEY0THAT0IS0DISABLED0000005",
};

/**
 * A shop and `fetch` to it. `log` holds what was sent, in order: `{ method, url, headers, init }`;
 * `before` is awaited ahead of each answer, `reshape` may change an answer.
 */
export function demoShop(options = {}, { before, reshape } = {}) {
  initSync({ module: readFileSync(WASM) });
  const store = new DemoStore(JSON.stringify(options));
  const log = [];
  const send = (method, url, headers = {}, body = new Uint8Array()) => {
    const answer = store.respond(method, url, JSON.stringify(headers), body);
    return { status: answer.status, headers: JSON.parse(answer.headersJson), body: answer.body };
  };
  const fetch = async (url, init) => {
    log.push({ method: init.method, url, headers: init.headers, init });
    await before?.(url, init);
    init.signal.throwIfAborted();
    const sent = send(init.method, url, init.headers, init.body);
    const { status, headers, body } = reshape?.(sent, url, init) ?? sent;
    const hasBody = init.method !== "HEAD" && ![204, 304].includes(status);
    return new Response(hasBody ? body : null, { status, headers });
  };
  return { store, log, send, fetch };
}

/** A client of such a shop, with the key to everything. */
export function client(demo, options = {}) {
  return new PrestaShop({
    url: ADDRESS,
    key: KEYS.everything,
    retries: 0,
    // A store in this process is done when it answers: one look is enough.
    settleTimeoutMs: 0,
    fetch: demo.fetch,
    ...options,
  });
}

/** The document behind a path, read without the package. */
export function wireText(demo, path, key = KEYS.everything) {
  const { status, body } = demo.send("GET", `${ADDRESS}/api/${path}`, basic(key));
  if (status !== 200) throw new Error(`The demo store answers ${path} with status ${status}.`);
  return new TextDecoder().decode(body);
}

export function basic(key) {
  return { Authorization: `Basic ${btoa(`${key}:`)}` };
}
