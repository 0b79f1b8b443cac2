import type { EntryStore } from "./entry-store.js";
import { UsageError } from "./usage.js";

/** Prints what would be written, if there is neither a file nor Wrangler. */
export function printedStore(): EntryStore {
  const missing = async (): Promise<never> => {
    throw new UsageError(
      "Wrangler is not installed here. Install it (npm install wrangler), or name a --file.",
    );
  };
  return {
    list: missing,
    read: missing,
    remove: missing,
    put: async (entries) => {
      console.log(JSON.stringify(entries, null, 2));
      console.error(
        "Save this as FILE, then: npx wrangler kv bulk put FILE --binding SITES_KV --remote",
      );
    },
  };
}
