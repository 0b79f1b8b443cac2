import { actions, type PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { type ToolSet, tool } from "ai";

/** Every action of the shop as a tool; those that write wait for a person's approval. */
export function shopTools(shop: PrestaShop): ToolSet {
  const tools = actions.map(({ name, description, inputSchema, annotations }) => {
    const needsApproval = !annotations.readOnlyHint;
    const execute = (input: object) => shop.run(name, input).catch(tell);
    return [name, tool<object, object>({ description, inputSchema, needsApproval, execute })];
  });
  return Object.fromEntries(tools);
}

/** The model reads what went wrong, what to do, and whether anything was saved. */
function tell(error: unknown): object {
  if (error instanceof PrestaShopError) return error.toJSON();
  throw error;
}
