import { findAction } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { notWithThisToken } from "../shop/failure.js";
import type { TextLanguage } from "../shop/record.js";
import type { BulkShop } from "./entry.js";

/** A connection as the passes use it. */
export function bulkShopOf(connection: Connection, languages: readonly TextLanguage[]): BulkShop {
  return {
    connection,
    languages,
    run: async (name, input, signal) => {
      const action = findAction(name, connection.actions);
      if (action === undefined) throw notWithThisToken(name);
      return connection.run(action, input, signal);
    },
    lookAgain: async (write, signal) => connection.lookAgain?.(write, signal) ?? null,
  };
}
