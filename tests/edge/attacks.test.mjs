// Attacks, each a test: the right answer, nothing that leaks, and a worker that goes on serving.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { BODIES_OF_ATTACK } from "./attacks/bodies.mjs";
import { INPUTS } from "./attacks/inputs.mjs";
import { NAMES } from "./attacks/names.mjs";
import { ORIGINS_OF_ATTACK } from "./attacks/origins.mjs";
import { SHOPS } from "./attacks/shops.mjs";
import { TOKENS } from "./attacks/tokens.mjs";
import { TIGHT } from "./suite/problems.mjs";
import { printTable } from "./support/table.mjs";
import { RUNTIMES } from "./support/worker.mjs";
import { ask, startWorld } from "./support/world.mjs";

const ATTACKS = {
  tokens: TOKENS,
  names: NAMES,
  bodies: BODIES_OF_ATTACK,
  origins: ORIGINS_OF_ATTACK,
  inputs: INPUTS,
  shops: SHOPS,
};

/** One whose isolates Cloudflare runs, and one that anybody does; EDGE_ATTACKS=all attacks them all. */
const ATTACKED = process.env.EDGE_ATTACKS === "all" ? Object.keys(RUNTIMES) : ["workerd", "Node"];

const rows = [];
after(() => {
  const count = Object.values(ATTACKS).flat().length;
  console.log(`${count} attacks`);
  printTable(rows, Object.keys(ATTACKS));
});

/** On a busy machine a write must still get as far as the shop; rates have tests of their own. */
const UNDER_ATTACK = { WRITE_TIMEOUT_MS: "5000", RATE_PER_MINUTE: "100000" };

describe("given attacks, then the worker holds", { concurrency: true }, () => {
  for (const runtime of ATTACKED) {
    test(`the worker in ${runtime} under attack`, async (t) => {
      const leftOut = await RUNTIMES[runtime].missing();
      if (leftOut !== undefined) {
        rows.push({ name: runtime, leftOut });
        return leaveOut(t, leftOut);
      }
      const row = { name: runtime, counts: {} };
      rows.push(row);
      const world = await startWorld(runtime);
      try {
        const [worker, tight] = await Promise.all([
          world.startWorker(),
          world.startWorker({ ...TIGHT, ...UNDER_ATTACK }),
        ]);
        const scene = { ...world, worker, tight };
        for (const [group, attacks] of Object.entries(ATTACKS)) {
          let held = 0;
          for (const { name, run } of attacks) {
            await t.test(`${runtime}, ${group}: ${name}`, async () => {
              try {
                await run(scene);
              } finally {
                await expectServing(scene);
              }
              held += 1;
            });
          }
          row.counts[group] = `${held}/${attacks.length}`;
        }
        await t.test(`${runtime}: no secret and no failure of its own is in the log`, () => {
          const said = [worker, tight].map((one) => one.said()).join("");
          const tokens = Object.values(world.callers).map(({ token }) => token);
          const secrets = [...Object.values(world.store.keys), ...tokens, "Taken over", "@example"];
          assert.deepEqual(
            secrets.filter((one) => said.includes(one)),
            [],
          );
          const own = [worker, tight].flatMap((one) => one.logs());
          assert.deepEqual(
            own.filter(({ kind }) => kind === "internal"),
            [],
          );
          console.log(`${own.length} requests in the log of ${runtime}`);
        });
      } finally {
        await world.stop();
      }
    });
  }
});

async function expectServing({ worker, tight, callers }) {
  for (const one of [worker, tight]) {
    const answer = await ask(one, { path: "/v1/actions", caller: callers.reader });
    assert.equal(answer.status, 200, "it still serves");
  }
}
