import type { Context } from "hono";
import type { Env } from "./context.js";

/** Lets a write go on after its caller hung up, on runtimes that would end it with the request. */
export function waitUntil(context: Context<Env>): (work: Promise<unknown>) => void {
  return (work) => {
    const settled = work.then(
      () => {},
      () => {},
    );
    try {
      context.executionCtx.waitUntil(settled);
    } catch {
      // Other runtimes have none, and end nothing.
    }
  };
}
