// Compiled, never run: the catalogue's schemas are those of the standard, and typed by the action.
import {
  type Action,
  type ActionName,
  action,
  actions,
  type GetProductOutput,
  PrestaShop,
  type StandardSchemaV1,
  type UpdateCustomerInput,
  type UpdateCustomerOutput,
} from "@aismarttalk/prestashop";
import type {
  StandardJSONSchemaV1 as JSONSchemaOfTheStandard,
  StandardSchemaV1 as SchemaOfTheStandard,
} from "@standard-schema/spec";

/** Compiles only where both are one type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes what is a `true` type. */
function holds<_ extends true>(): void {}

/** As a form library takes it. */
declare function form<S extends SchemaOfTheStandard>(schema: S): SchemaOfTheStandard.InferOutput<S>;

/** As an agent SDK takes it. */
declare function tool<S extends SchemaOfTheStandard & JSONSchemaOfTheStandard>(
  schema: S,
): SchemaOfTheStandard.InferInput<S>;

const update = action("update_customer");

export function inferred(): void {
  const values = form(update.inputSchema);
  holds<Same<typeof values, UpdateCustomerInput>>();
  const asked = tool(update.inputSchema);
  holds<Same<typeof asked, UpdateCustomerInput>>();
  const answered = form(update.outputSchema);
  holds<Same<typeof answered, UpdateCustomerOutput>>();
  const own: StandardSchemaV1<UpdateCustomerInput> = update.inputSchema;
  const standard: SchemaOfTheStandard<UpdateCustomerInput> = own;
  holds<Same<typeof update.name, "update_customer">>();
  holds<Same<Action["name"], ActionName>>();
  // JSON Schema stays as exact as it was.
  const email: "string" = update.inputSchema.properties.email.type;
  console.log(standard, email);
}

export function found(): void {
  const product = actions.find((one) => one.name === "get_product");
  if (product === undefined) return;
  const answer = form(product.outputSchema);
  holds<Same<typeof answer, GetProductOutput>>();
  for (const { inputSchema } of actions) tool(inputSchema);
}

export async function checked(shop: PrestaShop, value: unknown): Promise<void> {
  const result = await update.inputSchema["~standard"].validate(value);
  if (result.issues !== undefined) {
    for (const { path, message } of result.issues) console.log(path.join("."), message);
    return;
  }
  const { fields } = await shop.run("update_customer", result.value);
  console.log(fields);
}

export async function refused(): Promise<void> {
  const shop = new PrestaShop({ url: "https://shop.example", key: "0".repeat(32) });
  // @ts-expect-error: there is no such action.
  action("delete_shop");
  // @ts-expect-error: what one action takes is not what another takes.
  const other: StandardSchemaV1<UpdateCustomerInput> = action("get_product").inputSchema;
  const result = await update.inputSchema["~standard"].validate({});
  // @ts-expect-error: a result may hold issues instead of a value.
  await shop.run("update_customer", result.value);
  console.log(other);
}
