import { openGate } from "../limits/gate.js";
import type { Entry, GateLimits, Passage, Result, ShopGate } from "../limits/shop-gate.js";
import type { Report } from "../logging/report.js";
import { type Problem, Refusal } from "../problem.js";

/** A request at the gate, as plain data. */
export interface Entering extends Required<Omit<Entry, "signal">> {
  installation: string;
}

/** Its place, or why it gets none. */
export type Entered = { id: string } | { problem: Problem };

/** The binding of the Durable Objects, one for each installation. */
export interface Gatekeepers {
  idFromName(name: string): unknown;
  get(id: unknown): GatekeeperStub;
}

/** The stub of a Durable Object; see `Gatekeeper`. */
export interface GatekeeperStub {
  enter(entering: Entering): Promise<Entered>;
  leave(id: string, result: Result | null): Promise<void>;
}

/** Milliseconds for a request that says nothing of its own limit. */
const USUAL_MOST_MS = 15_000;

/**
 * The gate that all instances share: a Durable Object for each installation has its line. While that
 * fails, each instance has its own.
 */
export function durableGate(keepers: Gatekeepers, limits: GateLimits, report: Report): ShopGate {
  const own = openGate(limits);
  return {
    enter: async (installation, entry) => {
      const { signal, priority, caller = "", mostMs = USUAL_MOST_MS } = entry;
      signal.throwIfAborted();
      let entered: Entered;
      try {
        const keeper = keepers.get(keepers.idFromName(installation));
        const entering = keeper.enter({ installation, priority, caller, mostMs });
        entered = await unlessLeft(entering, signal, keeper);
        if ("id" in entered) return passageOf(keeper, entered.id);
      } catch (thrown) {
        signal.throwIfAborted();
        report("shop_gate", thrown);
        return own.enter(installation, entry);
      }
      throw new Refusal(entered.problem);
    },
  };
}

function passageOf(keeper: GatekeeperStub, id: string): Passage {
  let left: Promise<void> | undefined;
  return {
    leave: (result) => {
      // A place that is not given back ends by itself.
      left ??= keeper.leave(id, result).catch(() => {});
      return left;
    },
  };
}

/** What a gatekeeper says, unless the one who asks leaves: his place is given back when it comes. */
async function unlessLeft(
  entering: Promise<Entered>,
  signal: AbortSignal,
  keeper: GatekeeperStub,
): Promise<Entered> {
  let leave = () => {};
  const leaving = new Promise<never>((_, reject) => {
    leave = () => {
      const giveBack = async (entered: Entered) => {
        if ("id" in entered) await keeper.leave(entered.id, null);
      };
      entering.then(giveBack).catch(() => {});
      reject(signal.reason);
    };
    signal.addEventListener("abort", leave);
  });
  try {
    return await Promise.race([entering, leaving]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
