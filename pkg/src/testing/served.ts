import type { Core } from "../wasm/demo_store.js";
import { type Asked, answered } from "./asked.js";
import type { Faults } from "./faults.js";

/** How a request ends that gets no answer. */
export type Ending = "reset" | "hang";

/** What the module counts in. */
const LONGEST_PASS = 2 ** 32 - 1;

type Store = InstanceType<Core["DemoStore"]>;

/** A store of the module, asked by `Request` and `Response`. */
export class Served {
  readonly #store: Store;
  /** What stopped the module: nothing enters it again. */
  #stopped: Error | undefined;

  /** In an instance that nobody else uses, with options as the store reads them. */
  constructor({ DemoStore }: Core, options: string) {
    this.#store = this.#guarded(() => new DemoStore(options));
  }

  changes(): string {
    return this.#enter((store) => store.changes());
  }

  mails(): string {
    return this.#enter((store) => store.mails());
  }

  /** Milliseconds since 1970, as if the shop's own time were UTC. */
  now(): number {
    return this.#enter((store) => store.now());
  }

  /** Lets any time pass. */
  pass(milliseconds: number): void {
    for (let left = milliseconds; left > 0; left -= LONGEST_PASS) {
      this.#enter((store) => store.pass(Math.min(left, LONGEST_PASS)));
    }
  }

  /** The answer of the shop, or what becomes of the connection in its place. */
  async respond(asked: Asked, faults: Faults): Promise<Response | Ending> {
    const { method, url } = asked;
    const headers = JSON.stringify(asked.headers);
    const body = await asked.body();
    return this.#enter((store) => {
      const answer = store.respond(method, url, headers, body, faults.of(method, resourceOf(url)));
      try {
        const { status, isHanging } = answer;
        if (status === 0) return isHanging ? "hang" : "reset";
        return answered(asked, status, JSON.parse(answer.headersJson), new Uint8Array(answer.body));
      } finally {
        answer.free();
      }
    });
  }

  #enter<T>(call: (store: Store) => T): T {
    if (this.#stopped !== undefined) throw this.#stopped;
    return this.#guarded(() => call(this.#store));
  }

  #guarded<T>(call: () => T): T {
    try {
      return call();
    } catch (thrown) {
      if (!(thrown instanceof WebAssembly.RuntimeError)) throw thrown;
      const advice = "Mostly its memory has run out: make another one, with fewer records.";
      this.#stopped = new Error(`This demo shop has stopped: ${thrown.message}. ${advice}`, {
        cause: thrown,
      });
      throw this.#stopped;
    }
  }
}

/** `orders` of `/api/orders/5`; empty for the root. */
function resourceOf(url: string): string {
  const [, resource = ""] = /\/api\/+([^/?]*)/.exec(new URL(url).pathname) ?? [];
  return resource;
}
