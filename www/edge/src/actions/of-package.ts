import { type ActionName, actions } from "@aismarttalk/prestashop";
import type { ShopAction } from "../catalogue/action.js";
import type { Answer } from "../catalogue/outcome.js";

/** Every action of the package's catalogue. */
export const PACKAGE_ACTIONS: readonly ShopAction[] = actions.map((action) => ({
  ...action,
  // The core checks every input itself.
  run: async (client, input, options) =>
    (await client.run(action.name as ActionName, input as never, options)) as unknown as Answer,
}));
