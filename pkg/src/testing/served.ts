import type { Core } from "../wasm/demo_store.js";
import { type Asked, answered } from "./asked.js";
import type { Faults } from "./faults.js";

/** How a request ends that gets no answer. */
export type Ending = "reset" | "hang";

/** What the module counts in. */
const LONGEST_PASS = 2 ** 32 - 1;

/** A store of the module, asked by `Request` and `Response`. */
export class Served {
  readonly #store: InstanceType<Core["DemoStore"]>;
  /** What stopped the module: nothing enters it again. */
  #trap: unknown;

  constructor(store: InstanceType<Core["DemoStore"]>) {
    this.#store = store;
  }

  /** @throws what stopped the module, if something did */
  get store(): InstanceType<Core["DemoStore"]> {
    if (this.#trap !== undefined) throw this.#trap;
    return this.#store;
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

  #enter<T>(call: (store: InstanceType<Core["DemoStore"]>) => T): T {
    try {
      return call(this.store);
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) this.#trap = thrown;
      throw thrown;
    }
  }
}

/** `orders` of `/api/orders/5`; empty for the root. */
function resourceOf(url: string): string {
  const [, resource = ""] = /\/api\/+([^/?]*)/.exec(new URL(url).pathname) ?? [];
  return resource;
}
