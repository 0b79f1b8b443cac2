// Who may call from where, and how much of a body is read.
import assert from "node:assert/strict";
import { ask, FOREIGN, ORIGIN, run } from "../support/world.mjs";
import { assertAnswer, assertProblem } from "./answers.mjs";

const PATH = "/v1/sites/shop/actions/get_product";
const LIMIT = 512 << 10;

/** A body of so many bytes, which is JSON. */
const bodyOf = (bytes) => `{"reference":"${"A".repeat(bytes - 16)}"}`;

/** The bodies that are refused: `[what, body, headers, expected]`. */
const BODIES = [
  [
    "one byte above the limit",
    bodyOf(LIMIT + 1),
    {},
    { status: 413, kind: "body_too_large", hint: /^/ },
  ],
  [
    "no content type",
    "{}",
    { "Content-Type": "" },
    { status: 415, kind: "unsupported_media_type" },
  ],
  [
    "a form",
    "id=5",
    { "Content-Type": "application/x-www-form-urlencoded" },
    { status: 415, kind: "unsupported_media_type" },
  ],
  [
    "plain text",
    '{"id":5}',
    { "Content-Type": "text/plain" },
    { status: 415, kind: "unsupported_media_type" },
  ],
  ["nothing", "", {}, { status: 400, kind: "malformed_body", hint: /^/ }],
  ["half a document", '{"id":', {}, { status: 400, kind: "malformed_body", hint: /^/ }],
  [
    "no UTF-8",
    Buffer.from([0x7b, 0xff, 0x7d]),
    {},
    { status: 400, kind: "malformed_body", hint: /^/ },
  ],
  ["no object", "[5]", {}, { status: 400, kind: "malformed_body" }],
  [
    "seventeen levels",
    `{"id":${"[".repeat(16)}5${"]".repeat(16)}}`,
    {},
    { status: 400, kind: "malformed_body", hint: /^/ },
  ],
];

/** The cases for a worker of a world; `seen` takes in the kinds. */
export function protection({ callers }, { worker }, seen) {
  const preflight = (origin, more = {}) =>
    ask(worker, {
      path: PATH,
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
        ...more,
      },
    });
  const origins = [
    [
      "a preflight of an allowed origin",
      async () => {
        const { status, headers } = await preflight(ORIGIN);
        assert.equal(status, 204);
        assert.equal(headers.get("Access-Control-Allow-Origin"), ORIGIN);
        assert.match(headers.get("Access-Control-Allow-Headers"), /Authorization/i);
        assert.match(headers.get("Access-Control-Allow-Methods"), /POST/);
        assert.equal(headers.has("Access-Control-Allow-Credentials"), false);
        assert.match(headers.get("Vary") ?? "", /Origin/i);
      },
    ],
    [
      "a request of an allowed origin, with headers it may read",
      async () => {
        const answer = await run(
          worker,
          callers.reader,
          "shop",
          "get_product",
          { id: 5 },
          {
            headers: { Origin: ORIGIN },
          },
        );
        await assertAnswer(worker, answer, { status: 200 });
        assert.equal(answer.headers.get("Access-Control-Allow-Origin"), ORIGIN);
        const exposed = answer.headers.get("Access-Control-Expose-Headers");
        for (const name of ["Retry-After", "Server-Timing", "X-Change-Id", "X-Request-Id"]) {
          assert.match(exposed, new RegExp(name, "i"));
        }
      },
    ],
    [
      "a problem for an allowed origin, which its page may read",
      async () => {
        const answer = await ask(worker, { path: "/v1/actions", headers: { Origin: ORIGIN } });
        await assertProblem(worker, answer, { status: 401, kind: "unauthorized" });
        assert.equal(answer.headers.get("Access-Control-Allow-Origin"), ORIGIN);
      },
    ],
    [
      "a request of a page of this very address",
      async () => {
        const headers = { Origin: worker.url };
        const answer = await ask(worker, { path: "/v1/actions", caller: callers.reader, headers });
        await assertAnswer(worker, answer, { status: 200 });
      },
    ],
    ...[FOREIGN, "null", `${ORIGIN}.elsewhere.example`, ORIGIN.toUpperCase()].map((origin) => [
      `a preflight of ${origin}`,
      async () => {
        const answer = await preflight(origin);
        await assertProblem(worker, answer, { status: 403, kind: "foreign_origin" });
        assert.equal(answer.headers.has("Access-Control-Allow-Origin"), false);
      },
    ]),
  ];
  const bodies = BODIES.map(([what, body, headers, expected]) => [
    `a body: ${what}`,
    async () => {
      const answer = await run(worker, callers.reader, "shop", "get_product", null, {
        body,
        headers,
      });
      await assertProblem(worker, answer, { ...expected });
      seen.add(expected.kind);
    },
  ]);
  const longest = [
    "a body of just the limit is read, and the action says what is wrong with it",
    async () => {
      const answer = await run(worker, callers.reader, "shop", "get_product", null, {
        body: bodyOf(LIMIT),
      });
      await assertProblem(worker, answer, { status: 400, kind: "invalid_request" });
      assert.ok(answer.text.length < 2_000, "the text is not sent back");
    },
  ];
  return [...origins, ...bodies, longest];
}
