import { actions, type PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { tool } from "@openai/agents";

/** Every action of the shop as a tool; those that write wait for a person's approval. */
export function shopTools(shop: PrestaShop) {
  return actions.map(({ name, description, inputSchema, annotations }) => {
    const { properties, required } = inputSchema;
    return tool({
      name,
      description,
      // Not strict: texts by language have any ids. `run` refuses what is wrong, by name.
      parameters: {
        type: "object",
        properties,
        required: [...required],
        additionalProperties: true,
      },
      strict: false,
      needsApproval: !annotations.readOnlyHint,
      execute: (input) => shop.run(name, input as object),
      errorFunction: tell,
    });
  });
}

/** The model reads what went wrong, what to do, and whether anything was saved. */
function tell(_context: unknown, error: unknown): string {
  return error instanceof PrestaShopError ? JSON.stringify(error) : String(error);
}
