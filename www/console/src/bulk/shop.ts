import { findAction } from "../services/catalogue.js";
import { notWithThisToken } from "../services/failure.js";
import { type Connection, connect, type Target } from "../services/shop.js";
import type { BulkShop } from "./job.js";

/**
 * A shop by a client of its own, made when it is first asked. The exchanges of many products are
 * too many to be kept.
 */
export function bulkShop(target: Target): BulkShop {
  let made: Promise<Connection> | undefined;
  return {
    run: async (name, input, signal) => {
      made ??= connect(target, () => {}, signal);
      const shop = await made.catch((error) => {
        made = undefined;
        throw error;
      });
      const action = findAction(name, shop.actions);
      if (action === undefined) throw notWithThisToken(name);
      return shop.run(action, input, signal);
    },
  };
}
