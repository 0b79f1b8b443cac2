/** What a call costs where there is little to do: microseconds, of the package and of each entry that has it. */

import assert from "node:assert/strict";
import * as whole from "@aismarttalk/prestashop";
import { drawLists } from "../lists/draw.mjs";
import { measure } from "../timing.mjs";

const ENDPOINT = { url: "https://shop.example", key: "YOUR0WEBSERVICE0KEY0GOES0HERE000" };
const ORDERS = {
  resource: "orders",
  query: {
    display: "full",
    filter: { date_upd: { greater: "2026-01-31" } },
    sort: "id_DESC",
    limit: 20,
  },
};
const HEADERS = {
  date: "Mon, 30 Nov 2026 10:00:00 GMT",
  server: "Apache",
  "psws-version": "8.2.1",
  "execution-time": "0.004",
  "content-type": "text/xml;charset=utf-8",
  vary: "Accept-Encoding",
  connection: "keep-alive",
};
const NOT_FOUND = new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">
<errors>
<error>
<code><![CDATA[5]]></code>
<message><![CDATA[Failed to find an object of type Order with the id 7.]]></message>
</error>
</errors>
</prestashop>
`);

console.log("\nSmall calls: microseconds of processor time / on the clock (medians)");
await whole.ready();
print("@aismarttalk/prestashop", await times(whole));
const alone = await import("@aismarttalk/prestashop/exchange").catch(() => undefined);
if (alone !== undefined) {
  await alone.ready();
  print("@aismarttalk/prestashop/exchange", await times(alone));
}

function times({ buildRequest, parseResponse }) {
  const one = { resource: "orders", id: 1 };
  const body = oneOrder();
  const parse = (headers) => parseResponse(one, { status: 200, headers, body });
  assert.deepEqual(parse(HEADERS), parse(new Headers(HEADERS)));
  const json = new TextEncoder().encode(JSON.stringify(parse(HEADERS)));
  const decoder = new TextDecoder();
  return measure({
    "buildRequest, one record": () => buildRequest(ENDPOINT, one),
    "buildRequest, a filtered list": () => buildRequest(ENDPOINT, ORDERS),
    "buildRequest, refused": () => refused(() => buildRequest(ENDPOINT, { ...one, id: -1 })),
    "parseResponse, one order, plain headers": () => parse(HEADERS),
    "parseResponse, one order, Headers": () => parse(new Headers(HEADERS)),
    "  of it, the new Headers": () => new Headers(HEADERS),
    "  the floor, decode + JSON.parse": () => JSON.parse(decoder.decode(json)),
    "parseResponse, not found": () =>
      refused(() => parseResponse(one, { status: 404, headers: HEADERS, body: NOT_FOUND })),
    "parseResponse, refused": () =>
      refused(() => parseResponse(one, { status: "200", headers: HEADERS, body })),
  });
}

/** The drawn list's first record, as a shop answers for one. */
function oneOrder() {
  const { bodies } = drawLists("orders", [1]);
  const text = new TextDecoder().decode(bodies.get(1));
  return new TextEncoder().encode(text.replace("<orders>\n", "").replace("</orders>\n", ""));
}

function refused(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("What is wrong was not refused.");
}

function print(entry, measured) {
  console.log(`\n${entry}`);
  for (const [name, { processor, wall }] of Object.entries(measured)) {
    const [used, passed] = [processor, wall].map((time) => (time * 1000).toFixed(2).padStart(10));
    console.log(`${name.padEnd(42)}${used} /${passed}`);
  }
}
