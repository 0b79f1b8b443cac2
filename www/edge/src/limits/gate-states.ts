import { type GateState, newState } from "./gate-state.js";
import type { GateLimits } from "./shop-gate.js";

/** What a decision makes of a state, `null` where it stays as it is, and tells. */
export type Decide<T> = (state: GateState) => { state: GateState | null; told: T };

/** Where gates keep what they know of shops. */
export interface GateStates {
  /** Whether other processes change it too, so that places become free unseen. */
  isShared: boolean;
  /** Changes what is known of a shop, as one step. */
  change<T>(installation: string, limits: GateLimits, decide: Decide<T>, now: number): Promise<T>;
}

/** Above this many the shop that was asked longest ago is forgotten, unless a request is out. */
const MOST_SHOPS = 20_000;

/** What this process knows. */
export function memoryStates(): GateStates {
  const states = new Map<string, GateState>();
  return {
    isShared: false,
    change: async (installation, limits, decide, now) => {
      const known = states.get(installation) ?? newState(limits, now);
      const { state, told } = decide(known);
      states.delete(installation);
      states.set(installation, state ?? known);
      for (const [oldest, { out }] of states) {
        if (states.size <= MOST_SHOPS || out.length > 0) break;
        states.delete(oldest);
      }
      return told;
    },
  };
}
