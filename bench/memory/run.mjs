/** What 2,000 full products need above the body while they are read, each time in a new process. */

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseResponse } from "@aismarttalk/prestashop";
import { drawLists } from "../lists/draw.mjs";
import { median } from "../timing.mjs";

const COUNT = 2_000;
const ROUNDS = 3;
const CONTENDERS = {
  body: "the body alone, as bytes",
  json: "the same values as JSON, response.json()",
  list: "this package, list",
  parseResponse: "this package, parseResponse",
  "fast-xml-parser": "fast-xml-parser, its own tree",
};
const CHILD = fileURLToPath(new URL("./child.mjs", import.meta.url));

const server = createServer((request, outgoing) => {
  const [type, answer] = answers[request.url] ?? ["text/xml;charset=utf-8", body];
  outgoing.writeHead(200, { "Content-Type": type, "PSWS-Version": "8.2.1" });
  outgoing.end(answer);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}`;
const { bodies, told } = drawLists("products", [COUNT], { host: url });
const body = bodies.get(COUNT);
const values = parseResponse({ resource: "products" }, { status: 200, headers: {}, body });
const json = Buffer.from(JSON.stringify(values));
const answers = { "/empty": ["text/plain", ""], "/json": ["application/json", json] };

console.log(`\nMemory of ${COUNT} full ${told}`);
console.log(`${mb(body.length)} of XML, ${mb(json.length)} as JSON (medians of ${ROUNDS})`);
row("", ["peak", "above the body", "above the rows", "WebAssembly", "rows"]);
try {
  for (const [contender, name] of Object.entries(CONTENDERS)) await watch(contender, name);
} finally {
  server.close();
  server.closeAllConnections();
}

async function watch(contender, name) {
  const seen = { peak: [], kept: [], wasm: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, contender, url]);
    const { count, ...figures } = JSON.parse(stdout);
    if (count !== null && count !== COUNT) {
      throw new Error(`${contender} reads ${count} records.`);
    }
    for (const what of Object.keys(seen)) seen[what].push(figures[what]);
  }
  const [peak, kept, wasm] = ["peak", "kept", "wasm"].map((what) => median(seen[what]));
  row(name, [mb(peak), mb(peak - body.length), mb(peak - kept), wasm ? mb(wasm) : "", mb(kept)]);
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function row(name, cells) {
  console.log(name.padEnd(44) + cells.map((cell) => cell.padStart(16)).join(""));
}
