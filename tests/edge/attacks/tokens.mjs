// Tokens that are none, and tokens that are used for what they do not open.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { actions as catalogue } from "@aismarttalk/prestashop";
import { assertProblem } from "../suite/answers.mjs";
import { callTool } from "../support/mcp.mjs";
import { sendRaw } from "../support/raw.mjs";
import { ask, run } from "../support/world.mjs";

const PRODUCT = ["get_product", { id: 5 }];
const CONTENT = ["update_product_content", { id: 5, name: "Taken over" }];
const UNAUTHORIZED = { status: 401, kind: "unauthorized", caller: null, site: null };
const FORBIDDEN = { status: 403, kind: "forbidden" };
const PATHS = [
  ...["/v1/actions", "/v1/sites", "/v1/sites/shop/access", "/v1/sites/shop/changes"],
  "/v1/admin/callers",
];

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const nearly = (token) => token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");

/** What stands where a token should: `[what, header of a right token]`. */
const HEADERS = [
  ["a wrong token", () => "Bearer c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlcg"],
  ["a token but for its last letter", (token) => `Bearer ${nearly(token)}`],
  ["the first half of a token", (token) => `Bearer ${token.slice(0, 16)}`],
  ["a token in small letters", (token) => `Bearer ${token.toLowerCase()}`],
  ["the hash of a token", (token) => `Bearer ${sha256(token)}`],
  ["an empty token", () => "Bearer "],
  ["a token of another scheme", (token) => `Basic ${btoa(`${token}:`)}`],
  ["a token without its scheme", (token) => token],
  ["two tokens", (token) => `Bearer ${token}, Bearer ${token}`],
  ["a token of 6,000 letters", () => `Bearer ${"A".repeat(6_000)}`],
  ["__proto__ for a token", () => "Bearer __proto__"],
  ["a token that says of itself who it is", () => `Bearer ${unsigned()}`],
];

/** A JWT that nobody signed. */
function unsigned() {
  const parts = [{ alg: "none" }, { iss: "", sub: "writer", sites: "*", level: "admin", exp: 4e9 }];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
}

export const TOKENS = [
  ...PATHS.map((path) => ({
    name: `no token at ${path}`,
    run: async ({ worker }) => assertProblem(worker, await ask(worker, { path }), UNAUTHORIZED),
  })),
  {
    name: "no token at /mcp/shop",
    run: async ({ worker }) => {
      await assertProblem(
        worker,
        await callTool(worker, undefined, "shop", ...PRODUCT),
        UNAUTHORIZED,
      );
    },
  },
  ...HEADERS.map(([what, header]) => ({
    name: what,
    run: async ({ worker, callers }) => {
      const headers = { Authorization: header(callers.writer.token) };
      const answer = await ask(worker, { path: "/v1/sites/shop/access", headers });
      await assertProblem(worker, answer, UNAUTHORIZED);
      assert.ok(!answer.text.includes(callers.writer.token));
    },
  })),
  ...["writer", "reader", "of one action"].map((name) => ({
    name: `managing callers, by ${name}`,
    run: async ({ worker, callers }) => {
      const entry = JSON.stringify({ name: "mine", sites: "*", level: "admin" });
      for (const [method, path, body] of [
        ["GET", "", undefined],
        ["POST", "", entry],
        ["DELETE", "/0-0", undefined],
      ]) {
        const answer = await ask(worker, {
          ...{ path: `/v1/admin/callers${path}`, caller: callers[name], method },
          ...(body && { body, headers: { "Content-Type": "application/json" } }),
        });
        await assertProblem(worker, answer, FORBIDDEN);
      }
    },
  })),
  {
    name: "a token in the address",
    run: async ({ worker, callers }) => {
      const path = `/v1/actions?access_token=${callers.writer.token}`;
      await assertProblem(worker, await ask(worker, { path }), UNAUTHORIZED);
      assert.ok(!worker.said().includes(callers.writer.token), "the address is in no log");
    },
  },
  {
    name: "an expired token",
    run: async ({ worker, callers }) => {
      for (const path of PATHS) {
        await assertProblem(
          worker,
          await ask(worker, { path, caller: callers.expired }),
          UNAUTHORIZED,
        );
      }
    },
  },
  {
    name: "a header of 200 KB",
    run: async ({ worker }) => {
      const { status } = await sendRaw(worker, [
        "GET /v1/actions HTTP/1.1",
        `Authorization: Bearer ${"A".repeat(200_000)}`,
      ]);
      assert.ok([0, 400, 401, 413, 431].includes(status), String(status));
    },
  },
  {
    name: "a token with a line break and a header behind it",
    run: async ({ worker, callers }) => {
      const { status } = await sendRaw(worker, [
        "GET /v1/actions HTTP/1.1",
        `Authorization: Bearer ${nearly(callers.writer.token)}\r\n X-Caller: writer`,
      ]);
      assert.ok([0, 400, 401].includes(status), String(status));
    },
  },
  {
    name: "another site's token, which learns nothing of this one",
    run: async ({ worker, callers }) => {
      const caller = callers["of another site"];
      const texts = [];
      // One that exists, and one that does not.
      for (const site of ["usual", "not-there"]) {
        const answer = await run(worker, caller, site, ...PRODUCT);
        await assertProblem(worker, answer, { ...FORBIDDEN, site: null, shopRequests: 0 });
        texts.push(answer.text.replace(/urn:uuid:[^"]+/, ""));
      }
      assert.equal(texts[0], texts[1]);
      await assertProblem(worker, await callTool(worker, caller, "usual", ...PRODUCT), FORBIDDEN);
    },
  },
  ...catalogue
    .filter(({ annotations }) => !annotations.readOnlyHint)
    .map(({ name }) => ({
      name: `a reading token on ${name}`,
      run: async ({ worker, callers }) => {
        const answer = await run(worker, callers.reader, "shop", name, { id: 5 });
        await assertProblem(worker, answer, { ...FORBIDDEN, action: name, shopRequests: 0 });
      },
    })),
  {
    name: "a reading token on undo_change, of a change that is there",
    run: async ({ worker, callers }) => {
      const input = { id: 17, name: "Not to be undone" };
      const written = await run(worker, callers.writer, "shop", CONTENT[0], input);
      const change = written.headers.get("X-Change-Id");
      assert.ok(change);
      const answer = await run(worker, callers.reader, "shop", "undo_change", { change });
      await assertProblem(worker, answer, { ...FORBIDDEN, shopRequests: 0 });
    },
  },
  {
    name: "a change of one site, undone through another",
    run: async ({ worker, callers }) => {
      const input = { id: 18, name: "Of one site only" };
      const written = await run(worker, callers.writer, "shop", CONTENT[0], input);
      const change = written.headers.get("X-Change-Id");
      const answer = await run(worker, callers.writer, "patching", "undo_change", { change });
      await assertProblem(worker, answer, { status: 404, kind: answer.body.kind, hint: /^/ });
      assert.doesNotMatch(answer.text, /Of one site only/);
    },
  },
  ...["update_product_content", "get_customer", "check_access"].map((name) => ({
    name: `a token of one action on ${name}`,
    run: async ({ worker, callers }) => {
      const answer = await run(worker, callers["of one action"], "shop", name, { id: 5 });
      await assertProblem(worker, answer, { ...FORBIDDEN, action: name, shopRequests: 0 });
    },
  })),
  ...[
    ["a reading token on a writing tool", "reader", CONTENT],
    ["a token of one action on another tool", "of one action", ["get_customer", { id: 2 }]],
  ].map(([what, caller, call]) => ({
    name: what,
    run: async ({ worker, callers, store }) => {
      const answer = await callTool(worker, callers[caller], "shop", ...call);
      const { error, result } = answer.body;
      assert.ok(error !== undefined || result.isError === true, answer.text);
      assert.doesNotMatch(answer.text, /firstname|"written":true/);
      assert.ok(store);
    },
  })),
];
