// Shops that answer what no shop should.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { spellings } from "../../js/support/secrets.mjs";
import { assertProblem } from "../suite/answers.mjs";
import { callTool } from "../support/mcp.mjs";
import { BOMB_PATHS, ECHO_PATHS, GIGABYTE } from "../support/strange-shop.mjs";
import { ask, REDIRECTS, run } from "../support/world.mjs";

const PRODUCT = ["get_product", { id: 5 }];
const MEGABYTE = 1 << 20;
/** Requests to another site while one attacks. */
const OTHERS = 20;
/** On a machine that others use too. */
const SPARE_MS = 3_000;

/** What odd answers come to: `[what, site, expected]`. */
const ODD = [
  ["nothing", "strange-empty", { status: 502, kind: "malformed_response" }],
  ["bytes that are no text", "strange-binary", { status: 502 }],
  [
    "200,000 elements in one another",
    "strange-deep-document",
    { status: 502, kind: "malformed_response" },
  ],
  ["entities that multiply", "strange-entities", { status: 502, kind: "malformed_response" }],
  ["a status nobody knows", "strange-strange-status", { status: 502, kind: "malformed_response" }],
  ["another kind of record", "strange-other-kind", { status: 502, kind: "malformed_response" }],
  // 32 bits of milliseconds, the longest wait that is told.
  [
    "to wait for ages",
    "strange-busy-for-ages",
    { status: 503, kind: "rate_limited", wait: 4294968 },
  ],
  ["to wait for no time at all", "strange-odd-retry", { status: 502, kind: "server" }],
  ["half of what it promised", "strange-breaks-off", { status: 502 }],
];

/** Without an end, with a worker that gives it 0.7 s. */
const ENDLESS = [
  ["never answers", "strange-hangs"],
  ["answers with headers and no more", "strange-headers-only"],
  ["answers a byte at a time", "strange-trickles"],
];

export const SHOPS = [
  ...REDIRECTS.map((redirect) => ({
    name: `a shop that sends to a private address, ${redirect.slice(-3)}`,
    run: async ({ worker, callers, elsewhere }) => {
      const answer = await run(worker, callers.writer, `strange-${redirect}`, ...PRODUCT);
      await assertProblem(worker, answer, { status: 502, kind: "wrong_address" });
      assert.equal(elsewhere.seen.length, 0, "no request arrives there");
      assert.doesNotMatch(answer.text, /What is in here/);
    },
  })),
  {
    name: "a shop that sends a write to a private address",
    run: async ({ worker, callers, elsewhere }) => {
      const input = { id: 5, name: "A" };
      const answer = await run(
        worker,
        callers.writer,
        "strange-redirects-307",
        "update_product_content",
        input,
      );
      await assertProblem(worker, answer, { status: 502, kind: "wrong_address" });
      assert.equal(elsewhere.seen.length, 0);
    },
  },
  ...["gigabyte", "gigabyte-declared"].map((name) => ({
    name: `a shop that answers 1 GB, ${name === "gigabyte" ? "without" : "with"} its length`,
    run: async ({ worker, callers, strange }) => {
      const [sent, memory] = [strange.sent(), highWater(worker)];
      const answer = await run(worker, callers.writer, `strange-${name}`, ...PRODUCT);
      await assertProblem(worker, answer, { status: 502, kind: "malformed_response" });
      const taken = strange.sent() - sent;
      assert.ok(taken < GIGABYTE / 8, `${taken} bytes went out`);
      const grown = highWater(worker) - memory;
      assert.ok(grown < 160 * MEGABYTE, `memory grew by ${grown} bytes`);
      console.log(
        `${worker.runtime}: ${(taken / MEGABYTE).toFixed(0)} of 1024 MB were taken, memory ${worker.pid ? `grew by ${(grown / MEGABYTE).toFixed(0)} MB at most` : "not looked at"}`,
      );
    },
  })),
  {
    name: "a shop that answers 1 GB to eight at once",
    run: async ({ worker, callers, strange }) => {
      const sent = strange.sent();
      const all = await Promise.all(
        Array.from({ length: 8 }, () =>
          run(worker, callers.writer, "strange-gigabyte", ...PRODUCT),
        ),
      );
      assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([502]));
      assert.ok(strange.sent() - sent < GIGABYTE);
    },
  },
  ...BOMB_PATHS.map((name) => ({
    name: `a shop that answers ${name.replaceAll("-", " ")}, while others are asked`,
    run: async ({ worker, callers }) => {
      const others = async () => {
        const start = performance.now();
        for (let count = 0; count < OTHERS; count += 1) {
          const { status } = await run(worker, callers.writer, "shop", ...PRODUCT);
          assert.equal(status, 200);
        }
        return performance.now() - start;
      };
      const [quiet, memory] = [await others(), highWater(worker)];
      const bomb = ["get_order_by_reference", { reference: "A" }];
      const [answer, busy] = await Promise.all([
        run(worker, callers.writer, `strange-${name}`, ...bomb),
        others(),
      ]);
      assert.equal(answer.status, 502, answer.text);
      assert.ok(answer.text.length < 100_000, `${answer.text.length} bytes`);
      // Busy machines are slow; what is forbidden took minutes.
      assert.ok(busy < 2 * quiet + SPARE_MS, `${busy} ms, ${quiet} ms without`);
      const grown = highWater(worker) - memory;
      assert.ok(grown < 160 * MEGABYTE, `memory grew by ${grown} bytes`);
      console.log(
        `${worker.runtime}: ${name}, others ${quiet.toFixed(0)} and ${busy.toFixed(0)} ms`,
      );
    },
  })),
  ...ENDLESS.map(([what, site]) => ({
    name: `a shop that ${what}`,
    run: async ({ tight, callers }) => {
      const answer = await run(tight, callers.writer, site, ...PRODUCT);
      await assertProblem(tight, answer, { status: 504, kind: "time_limit", site });
    },
  })),
  {
    name: "a shop that takes a write and never answers it",
    run: async ({ tight, callers }) => {
      const input = { id: 5, name: "Taken or not" };
      const answer = await run(
        tight,
        callers.writer,
        "strange-hangs-on-writes",
        "update_product_content",
        input,
      );
      // It may be saved: to say that nothing was written would be a lie.
      await assertProblem(tight, answer, { status: 502, kind: "outcome_unknown" });
    },
  },
  ...ODD.map(([what, site, expected]) => ({
    name: `a shop that answers ${what}`,
    run: async ({ worker, callers }) => {
      const answer = await run(worker, callers.writer, site, ...PRODUCT);
      await assertProblem(worker, answer, { kind: answer.body?.kind, wait: null, ...expected });
    },
  })),
  {
    name: "a shop that answers another record",
    run: async ({ worker, callers }) => {
      const answer = await run(worker, callers.writer, "strange-other-record", ...PRODUCT);
      await assertProblem(worker, answer, { status: answer.status, kind: answer.body.kind });
      assert.ok(answer.status === 502 || answer.status === 404, answer.text);
    },
  },
  {
    name: "a site whose key is wrong, beside one at the same address",
    run: async ({ worker, callers }) => {
      // The languages and order states of the one are kept for a while.
      for (const action of ["list_languages", "list_order_states"]) {
        assert.equal((await run(worker, callers.writer, "shop", action, {})).status, 200);
        const answer = await run(worker, callers.writer, "wrong-key", action, {});
        await assertProblem(worker, answer, { status: 502, kind: "authentication" });
      }
    },
  },
  ...ECHO_PATHS.map(([what, path]) => ({
    name: `a shop that sends the key back: ${what}`,
    run: async (scene) => {
      const { worker, callers, store } = scene;
      const site = `strange-${path}`;
      const key = store.keys.everything;
      const before = worker.said().length;
      const answers = [
        await run(worker, callers.writer, site, ...PRODUCT),
        await run(worker, callers.writer, site, "update_product_content", {
          id: 5,
          name: "B",
          preview: true,
        }),
        await run(worker, callers.writer, site, "update_product_content", { id: 5, name: "B" }),
        await run(worker, callers.writer, site, "check_access", {}),
        await callTool(worker, callers.writer, site, ...PRODUCT),
        await ask(worker, { path: `/v1/sites/${site}/changes`, caller: callers.writer }),
      ];
      for (const answer of answers) expectNoKey(key, answer);
      expectNoKey(key, { text: worker.said().slice(before) });
    },
  })),
  ...[
    "closed-in-the-address",
    "strange-echoes-in-error-0-in-the-address",
    "strange-hangs-in-the-address",
  ].map((site) => ({
    name: `a shop that takes its key in the address: ${site.replace("-in-the-address", "")}`,
    run: async ({ worker, tight, callers, store }) => {
      const of = /hangs/.test(site) ? tight : worker;
      const answer = await run(of, callers.writer, site, ...PRODUCT);
      assert.ok(answer.status >= 400, answer.text);
      expectNoKey(store.keys.everything, answer);
      expectNoKey(store.keys.everything, { text: of.said() });
    },
  })),
];

/** In any spelling, in body and headers. */
function expectNoKey(key, { text, headers = new Headers() }) {
  const all = `${text}\n${[...headers].join("\n")}`.toLowerCase();
  const found = spellings(key).filter((one) => all.includes(one.replace(/=+$/, "").toLowerCase()));
  assert.deepEqual(found, []);
}

/** The most memory a process ever had, in bytes, where the system tells. */
function highWater({ pid }) {
  if (pid === undefined || process.platform !== "linux") return 0;
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
