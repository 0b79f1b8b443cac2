import type { Context } from "hono";
import type { Env } from "./context.js";

/** Lets a write go on when its caller hangs up, where a runtime would end it with the request. */
export function waitUntil(context: Context<Env>): (work: Promise<unknown>) => void {
  return (work) => {
    const settled = work.then(
      () => {},
      () => {},
    );
    try {
      context.executionCtx.waitUntil(settled);
    } catch {
      // Other runtimes lend none, and end nothing.
    }
  };
}
