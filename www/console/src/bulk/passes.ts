import { DONE, type Entry, type PassEnd, type State, tickedOf } from "./entry.js";

/** What goes through the products. */
export type Pass = "preview" | "write" | "look" | "undo";

/** How a pass is watched and stopped. */
export interface PassOptions {
  /** Ends what is under way at once. */
  signal: AbortSignal;
  /** Whether to begin nothing more; what is under way ends by itself. */
  isDraining(): boolean;
  /** Called whenever a product begins, or has been dealt with. */
  onStep(entry: Entry, step: "begin" | "end"): void;
  /** Remembers that something is about to be sent, before it is. */
  beforeSend(entry: Entry): Promise<void>;
}

/** So many products at a time: a shop has other visitors. */
export const CONCURRENCY = 2;

/** The products that a pass deals with, by where they stand. */
const PENDING: Readonly<Record<Pass, readonly State[]>> = {
  preview: ["waiting"],
  write: ["ready", "unknown"],
  look: ["unknown"],
  undo: ["written"],
};

/** Which products a pass deals with; what is left out altogether is not written. */
export function pending(job: readonly Entry[], pass: Pass): Entry[] {
  return job.filter(
    (entry) =>
      PENDING[pass].includes(entry.state) &&
      (pass === "preview" || pass === "look" || tickedOf(entry).length > 0),
  );
}

/** Takes a step with each product, a few at a time, until one of them stops the others. */
export async function goThrough(
  entries: readonly Entry[],
  { signal, isDraining, onStep }: PassOptions,
  step: (entry: Entry) => Promise<PassEnd>,
): Promise<PassEnd> {
  const queue = entries.values();
  let end: PassEnd = DONE;
  const work = async () => {
    for (const entry of queue) {
      if (end.kind !== "done") return;
      if (signal.aborted || isDraining()) {
        end = { kind: "stopped" };
        return;
      }
      onStep(entry, "begin");
      const ended = await step(entry);
      // What stopped the first one stops the others that are under way as well.
      if (ended.kind !== "done" && end.kind === "done") end = ended;
      onStep(entry, "end");
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return end;
}
