// Names of sites and actions that are meant as something else.
import assert from "node:assert/strict";
import { assertProblem } from "../suite/answers.mjs";
import { callTool } from "../support/mcp.mjs";
import { sendRaw } from "../support/raw.mjs";
import { ask, run } from "../support/world.mjs";

/** As they stand in the address. */
const SITES = {
  // Some servers resolve these before the worker sees them.
  "..": ["..", [403, 404]],
  ".": [".", [403, 404]],
  "%2e%2e": ["%2e%2e", [403, 404]],
  "%2e%2e%2f": ["%2e%2e%2f", [403, 404]],
  "..%2fshop": ["..%2fshop", [403]],
  "shop%2f..%2fother": ["shop%2f..%2fother", [403]],
  "..%5cshop": ["..%5cshop", [403]],
  "%252e%252e%252fshop": ["%252e%252e%252fshop", [403]],
  __proto__: ["__proto__", [403]],
  constructor: ["constructor", [404]],
  prototype: ["prototype", [404]],
  toString: ["toString", [403]],
  "a letter of another script": ["sh%D0%BEp", [403]],
  "full width letters": ["%EF%BD%93hop", [403]],
  "upper case": ["SHOP", [403]],
  "10,000 letters": ["a".repeat(10_000), [403, 414, 431]],
  "64 letters": ["a".repeat(64), [403]],
  "a NUL behind it": ["shop%00", [403]],
  "a NUL as it is": ["shop\u0000", [0, 400, 403, 505]],
  "a line break behind it": ["shop%0d%0aX-Injected:%201", [403]],
  "a blank behind it": ["shop%20", [403]],
  "a hyphen behind it": ["shop-", [403]],
  "half an escape": ["shop%", [0, 400, 403]],
  "no UTF-8": ["%ff%fe", [400, 403]],
  "a query": ["shop%3fsite=other", [403]],
  nothing: ["", [404]],
};

const ACTIONS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "then",
  "GET_PRODUCT",
  "get_product%00",
  "get_product%0d%0aX-Injected:%201",
  "get_product%20",
  "%2e%2e%2faccess",
  "a".repeat(5_000),
];

export const NAMES = [
  ...Object.entries(SITES).map(([what, [name, statuses]]) => ({
    name: `a site whose name is ${what}`,
    run: async ({ worker, callers }) => {
      const before = worker.logs().length;
      const answer = await sendRaw(worker, [
        `GET /v1/sites/${name}/access HTTP/1.1`,
        `Authorization: Bearer ${callers.writer.token}`,
      ]);
      assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.text.slice(0, 200)}`);
      assert.equal(answer.headers.get("X-Injected"), null);
      if (name.length > 1)
        assert.ok(!answer.text.includes(`"${name}"`), "the name is not sent back");
      // A caller's text has no place in the log.
      for (const { site, shopRequests } of worker.logs().slice(before)) {
        assert.ok(site === null || /^(?:constructor|prototype)$/.test(site), site);
        assert.equal(shopRequests, 0);
      }
    },
  })),
  ...ACTIONS.map((name) => ({
    name: `an action whose name is ${name.length > 40 ? `${name.length} letters` : name}`,
    run: async ({ worker, callers }) => {
      const answer = await run(worker, callers.writer, "shop", name, { id: 5 });
      assert.ok([404, 414].includes(answer.status), answer.text);
      if (answer.status === 404 && answer.body.kind === "no_such_action") {
        await assertProblem(worker, answer, {
          status: 404,
          kind: "no_such_action",
          action: null,
          shopRequests: 0,
        });
      }
      assert.equal(answer.headers.get("X-Injected"), null);
    },
  })),
  ...["__proto__", "constructor", "toString"].map((name) => ({
    name: `a tool whose name is ${name}`,
    run: async ({ worker, callers }) => {
      const answer = await callTool(worker, callers.writer, "shop", name, {});
      assert.ok(answer.body.error, answer.text);
    },
  })),
  ...["__proto__", "constructor", "%2e%2e%2fv1"].map((name) => ({
    name: `an address that is ${name}`,
    run: async ({ worker, callers }) => {
      const answer = await ask(worker, { path: `/${name}`, caller: callers.writer });
      await assertProblem(worker, answer, { status: 404, kind: "no_such_route", hint: /^/ });
    },
  })),
];
