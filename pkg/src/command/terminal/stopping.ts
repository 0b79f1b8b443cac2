import { EXIT } from "../exit.js";
import { say } from "./output.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const WAITING =
  "The change is on its way to the shop: waiting for the answer. Press Ctrl-C again to stop waiting.";
const NOT_WAITED =
  "Stopped. It is not known whether the change was saved: look in the shop before you run this again.";

/** Ctrl-C, which ends the program at once, but for a change that is on its way. */
export class Stopping {
  readonly #controller = new AbortController();
  readonly #listener = (): void => this.#stop();
  #isSaving = false;
  #times = 0;
  /** How things stand, for whoever stops now. */
  outcome: () => string = () => "Nothing was sent.";

  constructor() {
    for (const name of SIGNALS) process.on(name, this.#listener);
  }

  /** Fires when the outcome of a change is no longer waited for. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A change goes out now: its outcome is waited for. */
  begin(): void {
    this.#isSaving = true;
  }

  /** The outcome of the change is known, and told from now on. */
  end(outcome: string): void {
    this.#isSaving = false;
    this.outcome = () => outcome;
  }

  /** Leaves the signals to somebody else. */
  release(): void {
    for (const name of SIGNALS) process.off(name, this.#listener);
  }

  #stop(): void {
    if (!this.#isSaving) leave(`Stopped. ${this.outcome()}`, EXIT.stopped);
    this.#times += 1;
    if (this.#times === 1) say(`\n${WAITING}`);
    else if (this.#times === 2) this.#controller.abort();
    else leave(NOT_WAITED, EXIT.unknown);
  }
}

function leave(sentence: string, code: number): never {
  say(`\n${sentence}`);
  process.exit(code);
}
