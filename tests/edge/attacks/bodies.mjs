// Bodies that are too much, or not what they are said to be.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { assertProblem } from "../suite/answers.mjs";
import { sendRaw } from "../support/raw.mjs";
import { run } from "../support/world.mjs";

const PATH = "/v1/sites/shop/actions/get_product";
const MEGABYTE = 1 << 20;
const TOO_LARGE = { status: 413, kind: "body_too_large", hint: /^/ };
const MALFORMED = { status: 400, kind: "malformed_body", hint: /^/ };
const INVALID = { status: 400, kind: "invalid_request" };
const NO_JSON = { status: 415, kind: "unsupported_media_type" };

const nested = (depth, [open, close]) => `{"id":${open.repeat(depth)}5${close.repeat(depth)}}`;

/** A server that wants no more of a body may close before `fetch` has looked for an answer. */
const hungUp = (expected) => (error) => {
  assert.equal(expected, TOO_LARGE, error.message);
  return null;
};

/** `[what, body, headers, expected]`. */
const BODIES = [
  ["a body of 4 MB with its length", "A".repeat(4 * MEGABYTE), {}, TOO_LARGE],
  ["a body of 4 MB that is JSON", `{"reference":"${"A".repeat(4 * MEGABYTE)}"}`, {}, TOO_LARGE],
  ["JSON with an end missing", '{"id":5', {}, MALFORMED],
  ["JSON with a comma too many", '{"id":5,}', {}, MALFORMED],
  ["JSON with a comment", '{"id":5/**/}', {}, MALFORMED],
  ["two documents", '{"id":5}{"id":6}', {}, MALFORMED],
  ["NaN", '{"id":NaN}', {}, MALFORMED],
  ["a text", '"get_product"', {}, MALFORMED],
  ["null", "null", {}, MALFORMED],
  ["a list", '[{"id":5}]', {}, MALFORMED],
  ["a program", "process.exit()", {}, MALFORMED],
  ["100,000 lists in one another", nested(100_000, "[]"), {}, MALFORMED],
  ["100,000 objects in one another", nested(60_000, ['{"a":', "}"]), {}, MALFORMED],
  ["lists that only open", "[".repeat(400_000), {}, MALFORMED],
  ["lists that only close", "]".repeat(400_000), {}, MALFORMED],
  ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), {}, MALFORMED],
  ["a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), {}, MALFORMED],
  ["UTF-16", Buffer.from('{"id":5}', "utf16le"), {}, MALFORMED],
  ["what is packed", gzipSync('{"id":5}'), { "Content-Encoding": "gzip" }, MALFORMED],
  ["a number beyond all", '{"id":1e999}', {}, INVALID],
  ["__proto__ in the input", '{"__proto__":{"preview":true},"id":5}', {}, INVALID],
  ["constructor in the input", '{"constructor":{"prototype":{}},"id":5}', {}, INVALID],
  ["toString in the input", '{"toString":1,"id":5}', {}, INVALID],
  ["an id that is an object", '{"id":{"toString":5}}', {}, INVALID],
  ["a form", "id=5", { "Content-Type": "application/x-www-form-urlencoded" }, NO_JSON],
  ["a page's plain text", '{"id":5}', { "Content-Type": "text/plain" }, NO_JSON],
  ["parts of a form", "--a", { "Content-Type": "multipart/form-data; boundary=a" }, NO_JSON],
  ["nearly JSON's type", '{"id":5}', { "Content-Type": "application/json5" }, NO_JSON],
  [
    "JSON's type as a parameter",
    '{"id":5}',
    { "Content-Type": "text/html; a=application/json" },
    NO_JSON,
  ],
];

export const BODIES_OF_ATTACK = [
  ...BODIES.map(([name, body, headers, expected]) => ({
    name,
    run: async ({ worker, callers }) => {
      const sending = run(worker, callers.writer, "shop", "get_product", null, { body, headers });
      const answer = await sending.catch(hungUp(expected));
      if (answer === null) return;
      await assertProblem(worker, answer, { ...expected, shopRequests: 0 });
      assert.ok(answer.text.length < 3_000, "what was sent is not sent back");
    },
  })),
  {
    name: "a body without length that never ends",
    run: async ({ worker, callers }) => {
      let sent = 0;
      const body = new ReadableStream({
        pull: (controller) => {
          sent += MEGABYTE / 16;
          if (sent > 512 * MEGABYTE) controller.close();
          else controller.enqueue(Buffer.alloc(MEGABYTE / 16, "A"));
        },
      });
      const more = { body, duplex: "half" };
      const sending = run(worker, callers.writer, "shop", "get_product", null, more);
      const answer = await sending.catch(hungUp(TOO_LARGE));
      if (answer !== null)
        assert.deepEqual([answer.status, answer.body.kind], [413, "body_too_large"]);
      // Its local server reads on; Vercel's own takes 4.5 MB.
      if (worker.runtime === "edge-runtime") return;
      assert.ok(sent < 256 * MEGABYTE, `${sent} bytes were taken`);
    },
  },
  {
    name: "a length of a terabyte, and hardly a body",
    run: async ({ worker, callers }) => {
      const answer = await sendRaw(
        worker,
        [
          `POST ${PATH} HTTP/1.1`,
          `Authorization: Bearer ${callers.writer.token}`,
          "Content-Type: application/json",
          `Content-Length: ${2 ** 40}`,
        ],
        '{"id":',
      );
      assert.ok([400, 413].includes(answer.status), String(answer.status));
    },
  },
  ...[
    ["a length that is no number", ["Content-Length: many"]],
    ["two lengths", ["Content-Length: 8", "Content-Length: 4000000"]],
    ["a length and chunks", ["Content-Length: 8", "Transfer-Encoding: chunked"]],
  ].map(([name, headers]) => ({
    name,
    run: async ({ worker, callers }) => {
      const answer = await sendRaw(
        worker,
        [
          `POST ${PATH} HTTP/1.1`,
          `Authorization: Bearer ${callers.writer.token}`,
          "Content-Type: application/json",
          ...headers,
        ],
        '0\r\n\r\n{"id":5}GET /healthz HTTP/1.1\r\n\r\n',
      );
      // The runtime's own server answers these in the worker's place.
      assert.ok(answer.status === 0 || answer.status >= 400, String(answer.status));
    },
  })),
];
