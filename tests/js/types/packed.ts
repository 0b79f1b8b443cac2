// Compiled, never run: the resources that are only read have types as exact as the others.
import {
  type Address,
  type Cart,
  type Category,
  type Multilingual,
  PrestaShop,
} from "@aismarttalk/prestashop";

/** Compiles only where both are one type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes what is a `true` type. */
function holds<_ extends true>(): void {}

const shop = new PrestaShop({ url: "https://shop.example", key: "0".repeat(32) });

export async function values(): Promise<void> {
  const address = await shop.addresses.get(1);
  holds<Same<typeof address, Address>>();
  holds<Same<typeof address.id_customer, number | null>>();
  holds<Same<typeof address.deleted, boolean | null>>();
  const payment = await shop.orderPayments.get(1);
  holds<Same<typeof payment.amount, string | null>>();
  holds<Same<typeof payment.id_employee, number | null | undefined>>();
  const [category] = await shop.categories.list();
  holds<Same<NonNullable<typeof category>["name"], Multilingual>>();
  holds<Same<Category["associations"]["products"][number]["id"], number>>();
  // @ts-expect-error: a secret is never answered.
  console.log((await shop.carts.get(1)).secure_key);
}

export async function asked(): Promise<void> {
  const rows = await shop.carts.list({
    filter: { id_customer: 2, date_add: { greater: "2026-01-31" }, gift: true },
    display: ["id", "cart_rows[quantity]"],
  });
  const quantity = rows[0]?.associations?.cart_rows[0]?.quantity;
  holds<Same<typeof quantity, number | null | undefined>>();
  type Row = Cart["associations"]["cart_rows"][number];
  holds<Same<Row["id_customization"], number | null | undefined>>();
  // @ts-expect-error: there is no such field.
  await shop.countries.list({ filter: { code: "FR" } });
  // @ts-expect-error: the shop computes it.
  await shop.carriers.list({ filter: { id_tax_rules_group: 1 } });
  // @ts-expect-error: they are changed by the name of their resource.
  await shop.addresses.update(1, { city: "Lyon" });
}
