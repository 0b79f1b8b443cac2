import { type ActionName, actions, type RunOptions } from "@aismarttalk/prestashop";
import type { ShopAction } from "../catalogue/action.js";
import type { Answer } from "../catalogue/outcome.js";

/** Every action of the package's catalogue. */
export const PACKAGE_ACTIONS: readonly ShopAction[] = actions.map((action) => ({
  ...action,
  holds: true,
  // The core checks every input itself.
  run: async (client, input, options) =>
    (await client.run(
      action.name as ActionName,
      input as never,
      options as RunOptions,
    )) as unknown as Answer,
}));
