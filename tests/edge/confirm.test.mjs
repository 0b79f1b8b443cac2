// Previews that are confirmed: with the very input, by the same caller, at the same site, in time,
// and once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { journaled, startBeside } from "./support/journaled.mjs";

const { createWorker } = await load("worker.ts");

const MINUTE_MS = 60_000;
const CUSTOMER_INPUT = { id: 3, firstname: "Clara", note: "Tea & \u{1f375}" };
const PRODUCT_INPUT = { id: 5, language: "en" };

/** An edge whose clock can be set ahead, and what is written to its shop. */
async function watched(t, settings) {
  const { now } = Date;
  const clock = { ahead: 0 };
  Date.now = () => now() + clock.ahead;
  t.after(() => {
    Date.now = now;
  });
  const edge = await journaled(t, settings);
  const writes = [];
  edge.shop.before = async ({ method, url }) => {
    if (method !== "GET") writes.push(`${method} ${url}`);
  };
  return { edge, clock, writes };
}

const previewed = async (edge, action, input, ...more) => {
  const { status, body, text } = await edge.run(action, { ...input, preview: true }, ...more);
  assert.equal(status, 200, text);
  assert.match(body.token, /^pe1\./);
  return body.token;
};

test("given a preview, when it is confirmed otherwise than it was shown, then that is refused and nothing is written", async (t) => {
  const { edge, clock, writes } = await watched(t);
  const { key, url } = edge.shop;
  const raw = await new PrestaShop({ url, key }).customers.update(3, {}, { preview: true });
  const token = await previewed(edge, "update_customer", CUSTOMER_INPUT);
  const other = await previewed(edge, "update_customer", { ...CUSTOMER_INPUT, note: "Other" });
  const content = await previewed(edge, "update_product_content", {
    ...PRODUCT_INPUT,
    name: "Tea",
  });
  const same = (more = {}) => ["update_customer", { ...CUSTOMER_INPUT, expect: token, ...more }];
  const [version, body, mac] = token.split(".");
  const [, otherBody, otherMac] = other.split(".");
  const decoded = JSON.parse(Buffer.from(body, "base64url"));
  const forged = (change) => Buffer.from(JSON.stringify(change(decoded))).toString("base64url");
  const cases = [
    ["another value", same({ note: "Coffee" })],
    ["a value more", same({ lastname: "Other" })],
    ["a value less", same({ note: undefined })],
    ["another record", same({ id: 4 })],
    ["the record named otherwise", same({ id: undefined, email: "clara@example.org" })],
    ["another number as text", same({ id: "4" })],
    ["another caller", [...same(), "colleague"]],
    ["another site of the same shop", [...same(), "writer", "two"]],
    ["another action", ["update_product_seo", { ...PRODUCT_INPUT, name: "Tea", expect: content }]],
    ["the token of another input", same({ expect: other })],
    ["the mark of the package", same({ expect: raw.token })],
    ["a mark of the package that never was", same({ expect: `ps1-${"0".repeat(32)}` })],
    ["the mac of another", same({ expect: `${version}.${body}.${otherMac}` })],
    ["the body of another", same({ expect: `${version}.${otherBody}.${mac}` })],
    [
      "a longer time",
      same({ expect: `${version}.${forged(([a, until, c]) => [a, until + 1, c])}.${mac}` }),
    ],
    [
      "another id",
      same({
        expect: `${version}.${forged(([, ...rest]) => [crypto.randomUUID(), ...rest])}.${mac}`,
      }),
    ],
    [
      "another mark",
      same({ expect: `${version}.${forged(([a, b]) => [a, b, `ps1-${"0".repeat(32)}`])}.${mac}` }),
    ],
    ["no mac", same({ expect: `${version}.${body}.` })],
    ["another version", same({ expect: `pe2.${body}.${mac}` })],
    ["a word", same({ expect: "yes" })],
    ["blanks around it", same({ expect: ` ${token}` })],
    ...Array.from(token, (sign, at) => [
      `another sign at ${at}`,
      same({ expect: `${token.slice(0, at)}${sign === "A" ? "B" : "A"}${token.slice(at + 1)}` }),
    ]),
    ...Array.from(token, (_, at) => [`cut at ${at}`, same({ expect: token.slice(0, at) || "." })]),
  ];
  const refused = async (asked, expected = /Preview again/) => {
    const answer = await edge.run(...asked);
    assert.deepEqual(
      [answer.status, answer.body.kind, answer.body.saved, answer.body.field],
      [412, "confirmation_invalid", "no", "expect"],
      answer.text,
    );
    assert.match(answer.body.hint, expected);
    assert.equal(answer.body.retryable, false);
    assert.equal(answer.id, null);
    assert.deepEqual(writes, []);
  };
  await eachCase("confirmations of something else", cases, (asked) => refused(asked));
  assert.match((await edge.run(...same({ expect: raw.token }))).body.detail, /not handed out by/);

  for (const expect of [5, true, null, {}, ""]) {
    const { body } = await edge.run(...same({ expect }));
    if (expect === null) continue;
    assert.deepEqual([body.kind, body.field], ["invalid_request", "expect"], JSON.stringify(body));
  }
  writes.length = 0;

  clock.ahead = 15 * MINUTE_MS + 1;
  await refused(same());
  assert.match((await edge.run(...same())).body.detail, /older than 15 minutes/);
});

test("given a preview, when it is confirmed as it was shown, then it is written once, and not a second time", async (t) => {
  const { edge, clock, writes } = await watched(t);
  const ways = [
    ["as it is", (input) => input],
    ["in another order", (input) => Object.fromEntries(Object.entries(input).reverse())],
    ["with preview: false", (input) => ({ ...input, preview: false })],
    ["with a number as text", (input) => ({ ...input, id: String(input.id) })],
    ["with null for the rest", (input) => ({ ...input, email: null, lastname: null })],
    ["a moment before its time is over", (input) => input, 15 * MINUTE_MS - 30_000],
  ];
  await eachCase(
    "ways to confirm what was shown",
    ways.map((way) => [way[0], ...way]),
    async (name, way, later = 0) => {
      writes.length = 0;
      const input = { ...CUSTOMER_INPUT, note: name };
      const expect = await previewed(edge, "update_customer", input);
      clock.ahead += later;
      const wrote = await edge.run("update_customer", { ...way(input), expect });
      assert.deepEqual([wrote.status, wrote.body.written, wrote.body.token], [200, true, null]);
      assert.equal(writes.length, 1);
      // Put back, so that the shop is again as it was shown.
      await edge.run("undo_change", { change: wrote.id });
      writes.length = 0;
      const again = await edge.run("update_customer", { ...way(input), expect });
      assert.deepEqual([again.status, again.body.kind], [412, "confirmation_invalid"], again.text);
      assert.match(again.body.detail, /already confirmed/);
      assert.deepEqual(writes, []);
    },
  );
  const input = { ...CUSTOMER_INPUT, note: "At once" };
  const expect = await previewed(edge, "update_customer", input);
  writes.length = 0;
  const all = await Promise.all(
    Array.from({ length: 8 }, () => edge.run("update_customer", { ...input, expect })),
  );
  assert.equal(all.filter(({ status }) => status === 200).length, 1);
  assert.equal(writes.length, 1);
  console.log(`${all.length} confirmations at once`);
});

test("given a record that changed since its preview, when that is confirmed, then it is a conflict and nothing is written", async (t) => {
  const { edge, writes } = await watched(t);
  const expect = await previewed(edge, "update_customer", CUSTOMER_INPUT);
  await edge.run("update_customer", { id: 3, note: "Earlier" });
  writes.length = 0;
  const { status, body } = await edge.run("update_customer", { ...CUSTOMER_INPUT, expect });
  assert.deepEqual([status, body.kind, body.saved], [409, "conflict", "no"]);
  assert.deepEqual(writes, []);
});

test("given several instances, then they take each other's tokens under one secret, and under another they do not", async (t) => {
  const { edge, writes } = await watched(t);
  const cases = [
    ["the same settings", {}, {}, 200],
    ["one secret beside other sites", secret("a"), { ...secret("a"), SITES: moved(edge) }, 200],
    ["other secrets", secret("a"), secret("b"), 412],
    ["other sites and no secret", {}, { SITES: moved(edge) }, 412],
    ["a secret and none", secret("a"), {}, 412],
  ];
  await eachCase("pairs of instances", cases, async (one, other, status) => {
    const [shows, writesIt] = [await startBeside(edge, one), await startBeside(edge, other)];
    try {
      const input = { id: 4, note: crypto.randomUUID() };
      const expect = await previewed(edge, "update_customer", input, "writer", "one", shows);
      writes.length = 0;
      const asked = ["update_customer", { ...input, expect }, "writer", "one", writesIt];
      const answer = await edge.run(...asked);
      assert.equal(answer.status, status, answer.text);
      assert.equal(writes.length, status === 200 ? 1 : 0);
    } finally {
      await Promise.all([shows.stop(), writesIt.stop()]);
    }
  });
});

const secret = (letter) => ({ CONFIRM_SECRET: letter.repeat(32) });
const moved = ({ environment }) => {
  const sites = JSON.parse(environment.SITES);
  return JSON.stringify({ ...sites, three: sites.one });
};

test("given a caller that has to confirm, then each writing action is refused without a valid token, and written with one", async (t) => {
  const { edge, writes } = await watched(t);
  const { id: change } = await edge.run("update_customer", { id: 4, note: "To be undone" });
  const inputs = {
    update_product_content: { ...PRODUCT_INPUT, name: "Tea of the week" },
    update_product_seo: { id: 6, meta_title: { en: "Tea" } },
    update_order_status: { id: 5, state: 4 },
    update_customer: CUSTOMER_INPUT,
    set_tracking_number: { order: 5, number: "1Z-4711" },
    undo_change: { change },
  };
  const actions = await edge.actions("confirmer");
  const writing = actions.filter(({ annotations }) => !annotations.readOnlyHint);
  assert.deepEqual(writing.map(({ name }) => name).sort(), Object.keys(inputs).sort());
  await eachCase(
    "actions to be confirmed",
    writing.map((action) => [action.name, action]),
    async ({ name, inputSchema, outputSchema }) => {
      const input = inputs[name];
      writes.length = 0;
      for (const more of [{}, { preview: false }, { preview: "true" }, { preview: 1 }]) {
        const bare = await edge.run(name, { ...input, ...more }, "confirmer");
        const [status, kind] = [428, "confirmation_required"];
        assert.deepEqual([bare.status, bare.body.kind, bare.body.saved], [status, kind, "no"]);
        assert.match(bare.body.hint, /preview: true/);
      }
      assert.deepEqual(writes, []);
      const shown = await edge.run(name, { ...input, preview: true }, "confirmer");
      const fits = (schema, value) => new Validator(schema, "2020-12").validate(value);
      assert.deepEqual(fits(outputSchema, shown.body).errors, []);
      const confirmed = { ...input, expect: shown.body.token };
      assert.deepEqual(fits(inputSchema, confirmed).errors, []);
      const wrote = await edge.run(name, confirmed, "confirmer");
      assert.deepEqual([wrote.status, wrote.body.written], [200, true], wrote.text);
      assert.equal(writes.length, 1);
    },
  );
  const read = await edge.run("get_customer", { id: 3 }, "confirmer");
  assert.equal(read.status, 200, "reading needs none");
});

test("given a caller that may propose, then it reads and previews everything, and writes nothing", async (t) => {
  const { edge, writes } = await watched(t);
  const inputs = [
    ["update_product_content", { ...PRODUCT_INPUT, name: "Tea of the week" }],
    ["update_product_seo", { id: 6, meta_title: { en: "Tea" } }],
    ["update_order_status", { id: 5, state: 4 }],
    ["update_customer", CUSTOMER_INPUT],
  ];
  const all = (await edge.actions("writer")).map(({ name }) => name);
  assert.deepEqual(
    (await edge.actions("proposer")).map(({ name }) => name),
    all,
  );
  await eachCase(
    "proposals",
    inputs.map((one) => [one[0], ...one]),
    async (action, input) => {
      const expect = await previewed(edge, action, input, "proposer");
      const tries = [
        {},
        { expect },
        { preview: false, expect },
        { preview: "true" },
        { preview: 1 },
      ];
      for (const more of tries) {
        const { status, body } = await edge.run(action, { ...input, ...more }, "proposer");
        assert.deepEqual([status, body.kind, body.saved], [403, "forbidden", "no"]);
      }
      // Whoever may write previews for itself: the token is the proposer's.
      const taken = await edge.run(action, { ...input, expect }, "writer");
      assert.deepEqual([taken.status, taken.body.kind], [412, "confirmation_invalid"]);
      assert.deepEqual(writes, []);
    },
  );
  assert.equal((await edge.run("get_customer", { id: 3 }, "proposer")).status, 200);
});

test("given entries of callers and secrets that cannot be meant so, then the setting is told", async () => {
  const entry = { name: "a", sha256: "0".repeat(64), sites: "*", level: "write" };
  const said = [];
  const { error } = console;
  console.error = (line) => said.push(String(line));
  try {
    const cases = [
      [
        "a confirm that is true",
        { CALLERS: JSON.stringify([{ ...entry, confirm: true }]) },
        /`CALLERS` .* `confirm` /,
      ],
      [
        "a confirm that is a word",
        { CALLERS: JSON.stringify([{ ...entry, confirm: "no" }]) },
        /`CALLERS` .* `confirm` /,
      ],
      [
        "a level that is none",
        { CALLERS: JSON.stringify([{ ...entry, level: "confirm" }]) },
        /`CALLERS` .* `level` /,
      ],
      ["a short secret", { CONFIRM_SECRET: "too-short" }, /`CONFIRM_SECRET` is shorter/],
      ["a file where there are none", { JOURNAL_FILE: "changes.jsonl" }, /`JOURNAL_FILE` needs/],
    ];
    await eachCase("settings", cases, async (settings, pattern) => {
      said.length = 0;
      const response = await createWorker(settings)(new Request("https://worker.example/healthz"));
      assert.equal(response.status, 503);
      assert.match(said.join(), pattern);
      assert.ok(!said.join().includes("too-short"));
    });
  } finally {
    console.error = error;
  }
});
