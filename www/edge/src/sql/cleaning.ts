import type { BackgroundWork } from "../background/work.js";
import type { Database, Statement } from "./database.js";

const HOUR_MS = 3_600_000;

/** Removes once an hour what has expired. Tables that nothing was kept in yet may be missing. */
export function cleaning(
  database: Database,
  statementsAt: (now: number) => readonly Statement[],
): BackgroundWork {
  return {
    name: "cleaning",
    run: async (signal) => {
      for (const { sql, values } of statementsAt(Date.now())) {
        if (signal.aborted) break;
        await database.all(sql, values).catch(() => {});
      }
      return { againMs: HOUR_MS };
    },
  };
}
