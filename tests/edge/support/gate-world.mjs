// Shops in virtual time, the processes that ask them through their gates, and what the shops saw.
import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { load } from "./here.mjs";

export const { openGate, memoryStates } = await load("limits/gate.ts", "limits/gate-states.ts");

export const MINUTE_MS = 60_000;
/** How fine the time of the world is. */
const TICK_MS = 25;
/** What a shop says is known to all processes after so long. */
const SAYS_MS = 2 * TICK_MS;

/** How shops behave, `(random, now) => { status, retryAfterMs?, milliseconds }`, where `null` never answers. */
export const MOODS = {
  works: (random) => ({ status: 200, milliseconds: 20 + 200 * random() }),
  "is slow": (random) => ({ status: 200, milliseconds: 500 + 4_000 * random() }),
  hangs: () => null,
  "is gone": () => ({ status: null, milliseconds: 5 }),
  "is behind a gateway": (random) => ({ status: random() < 0.5 ? 502 : 504, milliseconds: 900 }),
  "breaks now and then": (random) => ({ status: random() < 0.3 ? 500 : 200, milliseconds: 80 }),
  "wants pauses": (random) =>
    random() < 0.2
      ? { status: 429, retryAfterMs: 1_000 * Math.ceil(8 * random()), milliseconds: 30 }
      : { status: 200, milliseconds: 60 },
};

/** A shop, and what it saw: how many were open at once, when they came, and when it wanted a pause. */
export function virtualShop(random) {
  const shop = {
    mood: "works",
    open: 0,
    most: 0,
    came: [],
    pauseUntil: 0,
    saidAt: 0,
    early: 0,
    answers: [],
  };
  return Object.assign(shop, {
    /** Takes a request, for at most so long; a promise of how it ended. */
    take: (priority, mostMs) => {
      shop.open += 1;
      shop.most = Math.max(shop.most, shop.open);
      shop.came.push(Date.now());
      const isSaid = Date.now() - shop.saidAt > SAYS_MS;
      if (priority !== "look" && isSaid && Date.now() < shop.pauseUntil) shop.early += 1;
      const answer = MOODS[shop.mood](random);
      const takes = answer?.milliseconds ?? Number.POSITIVE_INFINITY;
      const isLate = takes > mostMs;
      return new Promise((resolve) => {
        setTimeout(
          () => {
            shop.open -= 1;
            if (isLate) return resolve({ status: null, milliseconds: mostMs });
            if (answer.status !== null) shop.answers.push(Date.now());
            if (answer.retryAfterMs) {
              shop.saidAt = Date.now();
              shop.pauseUntil = Math.max(shop.pauseUntil, Date.now() + answer.retryAfterMs);
            }
            resolve(answer);
          },
          Math.min(takes, mostMs),
        );
      });
    },
  });
}

/** What processes share, over a store that takes a moment, and that never does two things at once. */
export function slowStates() {
  const states = memoryStates();
  let last = Promise.resolve();
  return {
    isShared: true,
    change: (...all) => {
      last = last.then(() => turn()).then(() => states.change(...all));
      return last;
    },
  };
}

/** Gates of so many processes over one shop. */
export function gatesOf(processes, limits) {
  const states = processes > 1 ? slowStates() : undefined;
  return Array.from({ length: processes }, () => openGate(limits, { ...(states && { states }) }));
}

/** Does work in virtual time that begins at `start`; `pass(milliseconds)` lets time go by. */
export async function inVirtualTime(start, work) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: start });
  try {
    const settle = async () => {
      for (let turns = 0; turns < 6; turns += 1) await turn();
    };
    return await work(async (milliseconds) => {
      for (let passed = 0; passed < milliseconds; passed += TICK_MS) {
        await settle();
        mock.timers.tick(TICK_MS);
      }
      await settle();
    });
  } finally {
    mock.timers.reset();
  }
}
