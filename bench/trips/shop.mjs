/** The demo store in this process, as far away as a shop is: every answer takes its time. */

import { readFileSync } from "node:fs";
import { DemoStore, initSync } from "../../demo-store/dist/demo_store.js";

const WASM = new URL("../../demo-store/dist/demo_store_bg.wasm", import.meta.url);
export const ADDRESS = "https://shop.example";
/** With the rights that the README lists, for one shop; and with all. */
export const KEYS = {
  documented: "DEMO0KEY0OF0SHOP0ONE000000000001",
  everything: "DEMO0KEY0FOR0EVERYTHING000000003",
};

initSync({ module: readFileSync(WASM) });

/**
 * `{ fetch, take }`, where `take()` tells the requests since it was last called, those of them that were
 * refused for the key, and the rounds: how many of them had to wait for one another.
 */
export function farShop(delay, options = {}) {
  const store = new DemoStore(JSON.stringify(options));
  let seen = { requests: 0, refused: 0, rounds: 0 };
  let answered = 0;

  const fetch = async (url, { method, headers, body }) => {
    const round = answered + 1;
    seen.requests += 1;
    await new Promise((resolve) => setTimeout(resolve, delay));
    const sent = JSON.stringify(Object.fromEntries(new Headers(headers)));
    const bytes = body ? new Uint8Array(await new Response(body).arrayBuffer()) : new Uint8Array();
    const answer = store.respond(method, url, sent, bytes);
    if ([401, 403].includes(answer.status)) seen.refused += 1;
    answered = Math.max(answered, round);
    seen.rounds = answered;
    const hasBody = method !== "HEAD" && ![204, 304].includes(answer.status);
    const init = { status: answer.status, headers: JSON.parse(answer.headersJson) };
    return new Response(hasBody ? answer.body : null, init);
  };
  const take = () => {
    const taken = seen;
    seen = { requests: 0, refused: 0, rounds: 0 };
    answered = 0;
    return taken;
  };
  return { fetch, take };
}
