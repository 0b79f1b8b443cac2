import { findAction } from "../shop/catalogue.js";
import type { Connection, Target } from "../shop/connection.js";
import { notWithThisToken } from "../shop/failure.js";
import { connect } from "../shop/shop.js";
import type { BulkShop } from "./entry.js";

/**
 * A shop by a client of its own, made when it is first asked. The exchanges of many products are
 * too many to be kept.
 */
export function bulkShop(target: Target): BulkShop {
  let made: Promise<Connection> | undefined;
  const connected = (signal: AbortSignal) => {
    made ??= connect(target, ({ look }) => look !== null && bulk.onLook(), signal);
    return made.catch((error) => {
      made = undefined;
      throw error;
    });
  };
  const bulk: BulkShop = {
    onLook: () => {},
    run: async (name, input, signal) => {
      const shop = await connected(signal);
      const action = findAction(name, shop.actions);
      if (action === undefined) throw notWithThisToken(name);
      return shop.run(action, input, signal);
    },
    lookAgain: async (write, signal) => {
      const { lookAgain } = await connected(signal);
      return lookAgain === null ? null : lookAgain(write, signal);
    },
  };
  return bulk;
}
