import { actions, type PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { tool } from "@langchain/core/tools";
import { humanInTheLoopMiddleware } from "langchain";

/** Every action of the shop as a tool. */
export function shopTools(shop: PrestaShop) {
  return actions.map(({ name, description, inputSchema: schema }) =>
    tool((input: object) => shop.run(name, input).catch(tell), { name, description, schema }),
  );
}

/** Has a person approve what writes. */
export function approval() {
  const writing = actions.filter(({ annotations }) => !annotations.readOnlyHint);
  return humanInTheLoopMiddleware({
    interruptOn: Object.fromEntries(writing.map(({ name }) => [name, true])),
  });
}

/** The model reads what went wrong, what to do, and whether anything was saved. */
function tell(error: unknown): object {
  if (error instanceof PrestaShopError) return error.toJSON();
  throw error;
}
