// The same suite against the worker in every runtime, over HTTP, with the demo store behind it.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { eachCase } from "../js/support/table.mjs";
import { actions } from "./suite/actions.mjs";
import { KINDS, NOT_PROVOKED, problems, TIGHT } from "./suite/problems.mjs";
import { protection } from "./suite/protection.mjs";
import { routes } from "./suite/routes.mjs";
import { printTable } from "./support/table.mjs";
import { RUNTIMES } from "./support/worker.mjs";
import { startWorld } from "./support/world.mjs";

const SUITES = { problems, routes, actions, protection };

const seenRows = [];
after(() => printTable(seenRows, Object.keys(SUITES)));

// At once, because in each of them something waits for a shop that never answers.
describe("given the worker, then it does the same in every runtime", { concurrency: true }, () => {
  for (const [runtime, { missing }] of Object.entries(RUNTIMES)) {
    test(`the worker in ${runtime}`, async (t) => {
      const leftOut = await missing();
      if (leftOut !== undefined) {
        seenRows.push({ name: runtime, leftOut });
        return leaveOut(t, leftOut);
      }
      const row = { name: runtime, counts: {} };
      seenRows.push(row);
      const world = await startWorld(runtime);
      try {
        const [worker, tight, open, broken] = await Promise.all([
          world.startWorker(),
          world.startWorker(TIGHT),
          world.startWorker({ CALLERS: "" }),
          world.startWorker({ SITES: `{ "shop": "${world.store.keys.everything}` }),
        ]);
        const workers = { worker, tight, open, broken };
        const kinds = new Set();
        // All at once, because the slowest of the problems takes as long as a shop may take.
        const groups = await Promise.all(
          Object.entries(SUITES).map(async ([name, cases]) => [
            name,
            await cases(world, workers, kinds),
          ]),
        );
        for (const [name, cases] of groups) {
          await t.test(`${name} in ${runtime}`, async () => {
            row.counts[name] = "FAILED";
            await eachCase(`${name} in ${runtime}`, cases, (check) => check());
            row.counts[name] = cases.length;
          });
        }
        await t.test(`every kind of problem has arisen in ${runtime}`, async () => {
          const left = KINDS.filter((kind) => !kinds.has(kind) && !(kind in NOT_PROVOKED));
          assert.deepEqual(left, []);
          console.log(`${kinds.size} of ${KINDS.length} kinds of problems in ${runtime}`);
        });
        await t.test(`no secret is in the log of ${runtime}`, async () => {
          const said = [worker, tight, open, broken].map((one) => one.said()).join("");
          const { keys } = world.store;
          const tokens = Object.values(world.callers).map(({ token }) => token);
          const customers = ["Zoë", "@example", "Théière"];
          const secrets = [...Object.values(keys), ...tokens, ...customers];
          assert.deepEqual(
            secrets.filter((one) => said.includes(one)),
            [],
          );
        });
      } finally {
        await world.stop();
      }
    });
  }
});
