import { OutcomeUnknownError } from "./errors.js";
import type { UnsettledWrite } from "./unsettled.js";

/** Hosts end requests that take longer. */
const LONGEST_WRITE_MS = 300_000;
const LOOK_AGAIN_AFTER_MS = 30_000;
const LOOK_AGAIN =
  "Call lookAgain on this error. Do not repeat the write before the outcome is known.";
const LOOK_AT_FILES =
  "Look at the images of the product in a while, and do not send it again before.";

/**
 * The writes that this client reported as unknown, for the case that the instance that holds them
 * ends. Some may have been found meanwhile: the core looks before it writes, and finds them again.
 */
export class UnknownWrites {
  readonly #writes = new Map<string, UnsettledWrite>();

  add(write: UnsettledWrite | null): void {
    for (const [key, { sentAt }] of this.#writes) {
      if (Date.now() - sentAt > LONGEST_WRITE_MS) this.#writes.delete(key);
    }
    if (write !== null) this.#writes.set(keyOf(write), write);
  }

  delete(write: UnsettledWrite): void {
    this.#writes.delete(keyOf(write));
  }

  get all(): UnsettledWrite[] {
    return [...this.#writes.values()];
  }
}

/** `sentAt` tells one write from the next. */
function keyOf({ resource, id, order, sentAt }: UnsettledWrite): string {
  return [resource, id, order, sentAt].join();
}

/** The error of a write that may have been sent before its instance ended; `null` for a file. */
export function lost(write: UnsettledWrite | null, cause: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError({
    kind: "outcome_unknown",
    message: "The write was sent, and the WebAssembly stopped before its outcome was known.",
    hint: write ? LOOK_AGAIN : LOOK_AT_FILES,
    status: null,
    codes: [],
    field: null,
    request: null,
    saved: "unknown",
    retryable: false,
    retryAfterMs: null,
    ...(write && { write }),
    lookAgainAfterMs: LOOK_AGAIN_AFTER_MS,
    cause,
  });
}
