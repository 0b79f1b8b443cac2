// A shop that sends much slows down itself, and no other site of the isolate.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { outgoing, memoryCache, memoryPace } = await load(
  "shop/outgoing.ts",
  "shop/cache.ts",
  "limits/pace.ts",
);

const MEGABYTE = 1 << 20;
const second = (count) => count * 1000;

/** What is read, `[site, megabytes, at which second]`, and how many seconds the last of it waits. */
const READS = [
  ["a page", [["a", 0.1, 0]], 0],
  ["many pages in a row", Array.from({ length: 40 }, () => ["a", 0.1, 0]), 0],
  ["more than is read at once", [["a", 6, 0]], 2],
  [
    "what follows it",
    [
      ["a", 6, 0],
      ["a", 1, 0],
    ],
    3,
  ],
  [
    "what follows it later",
    [
      ["a", 6, 0],
      ["a", 1, 3],
    ],
    0,
  ],
  [
    "another site",
    [
      ["a", 60, 0],
      ["b", 4, 0],
    ],
    0,
  ],
  [
    "a site that was quiet for long",
    [
      ["a", 1, 0],
      ["a", 5, 100_000],
    ],
    1,
  ],
  [
    "a clock that was set back",
    [
      ["a", 3, 50],
      ["a", 1, 10],
    ],
    0,
  ],
];

test("given what a shop sends, then it is read as fast as it may", () =>
  eachCase("reads", READS, (reads, expected) => {
    let now = 0;
    const pace = memoryPace(() => now);
    let wait = 0;
    for (const [site, megabytes, at] of reads) {
      now = second(at);
      wait = pace.wait(site, megabytes * MEGABYTE);
    }
    assert.equal(Math.round(wait), second(expected));
  }));

/** Starts to read an answer of 8 MB of a site, as `read(id)` of one worker. */
function readings() {
  const [cache, pace] = [memoryCache(), memoryPace()];
  return (id) => {
    const site = { id, name: id, url: `https://${id}.example`, key: "K".repeat(32) };
    const traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
    const chunks = Array.from({ length: 8 }, () => new Uint8Array(MEGABYTE));
    const send = async () => new Response(ReadableStream.from(chunks));
    const progress = { bytes: 0, isDone: false, stopped: null };
    const stop = (why) => {
      progress.stopped ??= why;
    };
    const fetch = outgoing({ site, cache, pace, traffic, stop, send });
    const work = async () => {
      const { body } = await fetch(`${site.url}/api/products`, { method: "GET" });
      for await (const chunk of body) progress.bytes += chunk.byteLength;
      progress.isDone = true;
    };
    // What ends it is told to `stop`.
    work().catch(() => {});
    return progress;
  };
}

const settle = async () => {
  for (let turns = 0; turns < 50; turns += 1) await turn();
};

test("given eight answers of 8 MB at once, then none waits for long, and each is told why it ended", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  try {
    const reads = readings();
    const all = Array.from({ length: 8 }, () => reads("large"));
    for (let passed = 0; passed < 6; passed += 1) {
      await settle();
      mock.timers.tick(second(1));
    }
    await settle();
    assert.deepEqual(
      new Set(all.map(({ stopped }) => stopped?.kind)),
      new Set(["malformed_response"]),
    );
    assert.match(all[0].stopped.detail, /more at once/);
  } finally {
    mock.timers.reset();
  }
});

test("given a shop that answers with 8 MB, then its next answer waits and another's does not", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  try {
    const read = readings();
    const large = read("large");
    await settle();
    assert.equal(large.bytes, 4 * MEGABYTE);
    const other = read("other");
    await settle();
    assert.equal(other.bytes, 4 * MEGABYTE);
    for (let passed = 1; passed <= 4; passed += 1) {
      mock.timers.tick(second(1));
      await settle();
      assert.equal(large.bytes, (4 + passed) * MEGABYTE);
    }
    assert.deepEqual([large.isDone, other.isDone], [true, true]);
  } finally {
    mock.timers.reset();
  }
});
