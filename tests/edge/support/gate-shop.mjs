// What is known of one shop, in virtual time, and steps to make with it.
import assert from "node:assert/strict";
import { load } from "./here.mjs";

const { admit, newState, noted, returned } = await load("limits/gate-state.ts");

const START = Date.parse("2026-11-30T12:00:00.000Z");
const LIMITS = { atOnce: 6, perMinute: 600 };

/**
 * A shop in virtual time. `ask(priority)` lets a request out or says why not, `end(id, result)` ends
 * it; a script is a list of steps on it.
 */
export function shopOf(limits = LIMITS) {
  let [now, state, ids] = [START, newState(limits, START), 0];
  const shop = {
    limits,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    ask: (priority = "call") => {
      ids += 1;
      const asking = { id: String(ids), priority, until: now + 20_000 };
      const { state: after, verdict } = admit(state, asking, limits, now);
      state = after ?? state;
      // As data, as processes share it.
      state = JSON.parse(JSON.stringify(state));
      return verdict.goes ? asking.id : `${verdict.because} ${verdict.waitMs}`;
    },
    end: (id, result) => {
      state = noted(state, id, { milliseconds: 50, ...result }, limits, now);
    },
    giveBack: (id) => {
      state = returned(state, id);
    },
    /** Asks and gets that answer. */
    gets: (status, more = {}) => {
      const id = shop.ask(more.priority);
      assert.match(id, /^\d+$/);
      shop.wait(more.milliseconds ?? 0);
      shop.end(id, { status, ...more });
    },
    /** As many as go out at once. */
    fill: (priority) => {
      const out = [];
      for (;;) {
        const told = shop.ask(priority);
        if (!/^\d+$/.test(told)) return { out, told };
        out.push(told);
      }
    },
  };
  return shop;
}

export const goesOut = (told) => assert.match(told, /^\d+$/);
export const failsOften = (shop, count) => {
  for (let failure = 0; failure < count; failure += 1) shop.gets(null, { milliseconds: 700 });
};
