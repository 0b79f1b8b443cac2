import type { BackgroundWork } from "../background/work.js";
import type { Database, Statement } from "./database.js";

const HOUR_MS = 3_600_000;

/** Removes once an hour what has expired. Tables that nothing was kept in yet may be missing. */
export function cleaning(
  database: Database,
  statementsAt: (now: number) => readonly Statement[],
): BackgroundWork {
  let last = Number.NEGATIVE_INFINITY;
  return {
    name: "cleaning",
    run: async (signal) => {
      // A schedule may come every minute.
      if (performance.now() - last < HOUR_MS) return { againMs: HOUR_MS };
      last = performance.now();
      for (const { sql, values } of statementsAt(Date.now())) {
        if (signal.aborted) break;
        await database.all(sql, values).catch(() => {});
      }
      return { againMs: HOUR_MS };
    },
  };
}
