// What becomes of a connection behind an answer, in the runtimes that have connections.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { RUNTIMES, startWorker } from "./support/worker.mjs";

const caller = makeCaller("writer");
const RUN = "POST /v1/sites/shop/actions/get_product HTTP/1.1";
const WITH_TOKEN = `Authorization: ${bearer(caller).Authorization}`;
const JSON_BODY = "Content-Type: application/json";
/** Longer than an answer takes that is refused. */
const ANSWER_MS = 10_000;
/** Seconds that the balancers of clouds keep connections, the longest. */
const BALANCERS = 600;

/** The head of a request, its body, the status of its answer, and whether that ends the connection. */
const CASES = [
  ["a body nobody reads, without a token", [RUN, JSON_BODY, "Content-Length: 2"], "{}", 401, true],
  [
    "the same in chunks",
    [RUN, JSON_BODY, "Transfer-Encoding: chunked"],
    "2\r\n{}\r\n0\r\n\r\n",
    401,
    true,
  ],
  [
    "more than may be sent",
    [RUN, JSON_BODY, WITH_TOKEN, "Content-Length: 9999999"],
    "{",
    413,
    true,
  ],
  ["no JSON", [RUN, "Content-Type: text/csv", WITH_TOKEN, "Content-Length: 1"], "a", 415, true],
  [
    "a method the address has not",
    ["PUT /v1/actions HTTP/1.1", WITH_TOKEN, "Content-Length: 2"],
    "{}",
    405,
    true,
  ],
  ["a body that was read", [RUN, JSON_BODY, WITH_TOKEN, "Content-Length: 2"], "{}", 404, false],
  ["an empty body", ["POST /v1/actions HTTP/1.1", "Content-Length: 0"], "", 401, false],
  ["no body", ["GET /healthz HTTP/1.1"], "", 200, false],
];

/** Sends one request; its status, whether its answer ends the connection, and for how long that is kept else. */
function exchange(url, [first, ...lines], body) {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [first, `Host: ${host}`, ...lines, "", ""].join("\r\n");
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`no answer: ${text}`)), ANSWER_MS);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      text += chunk;
      if (!text.includes("\r\n\r\n")) return;
      const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text);
      const isClosing = /^connection: close\r$/im.test(text);
      const [, keeps] = /^keep-alive: timeout=(\d+)/im.exec(text) ?? [];
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(status), isClosing, keeps: keeps && Number(keeps) });
    });
    socket.write(head + body);
  });
}

for (const runtime of ["Node", "Deno", "Bun"]) {
  test(`given a body that ${runtime} leaves unread, then its answer ends the connection, and no other does`, {
    timeout: 60_000,
  }, async (t) => {
    const leftOut = await RUNTIMES[runtime].missing();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const sites = { other: { url: "https://shop.example", key: "K".repeat(32) } };
    const worker = await startWorker(runtime, { sites, callers: [caller.entry] });
    try {
      await eachCase(`answers of ${runtime}`, CASES, async (head, body, status, isClosing) => {
        const told = await exchange(worker.url, head, body);
        assert.deepEqual([told.status, told.isClosing], [status, isClosing]);
        if (runtime === "Node" && !isClosing) assert.ok(told.keeps > BALANCERS, `${told.keeps} s`);
      });
    } finally {
      await worker.stop();
    }
  });
}
