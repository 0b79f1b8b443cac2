import { DurableObject } from "cloudflare:workers";
import type { Environment } from "../environment.js";
import { openGate } from "../limits/gate.js";
import type { Passage, Result } from "../limits/shop-gate.js";
import { problemFrom } from "../problem.js";
import { readSettings } from "../settings.js";
import type { Entered, Entering } from "./durable-gate.js";

/** A place is forgotten so long after its request must be over. */
const SPARE_MS = 10_000;

/**
 * The gate of one installation. There is one object of it in the world, so its line is that of all
 * instances. It keeps nothing: an object that nobody asks for a while begins anew.
 */
export class Gatekeeper extends DurableObject<Environment> {
  readonly #gate = openGate(readSettings(this.env).shop);
  readonly #places = new Map<string, { passage: Passage; until: number }>();

  /** Waits for the turn of a request. A refusal travels as data: thrown, it would be a mere text. */
  async enter({ installation, ...entry }: Entering): Promise<Entered> {
    const { signal } = new AbortController();
    try {
      const passage = await this.#gate.enter(installation, { ...entry, signal });
      const id = crypto.randomUUID();
      this.#forget();
      this.#places.set(id, { passage, until: Date.now() + entry.mostMs + SPARE_MS });
      return { id };
    } catch (thrown) {
      return { problem: problemFrom(thrown) };
    }
  }

  /** Gives a place back. */
  async leave(id: string, result: Result | null): Promise<void> {
    const place = this.#places.get(id);
    this.#places.delete(id);
    await place?.passage.leave(result);
  }

  /** Those whose instance is gone; the gate has freed them by then. */
  #forget(): void {
    for (const [id, { until }] of this.#places) if (until < Date.now()) this.#places.delete(id);
  }
}
