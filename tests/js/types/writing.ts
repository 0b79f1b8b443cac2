// Compiled, never run: what the types of writes promise, and what they refuse.
import {
  type ConflictError,
  type Customer,
  type NewOrderHistory,
  type OrderHistory,
  PrestaShop,
  type Preview,
  type Product,
  type ProductChanges,
  type WriteOptions,
  type Written,
} from "@aismarttalk/prestashop";

/** Compiles only where both are one type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes what is a `true` type. */
function holds<_ extends true>(): void {}

const shop = new PrestaShop({ url: "https://shop.example", key: "0".repeat(32) });

export async function results(options: WriteOptions, isPreview: boolean): Promise<void> {
  const { products, customers, stockAvailables, orderHistories } = shop;
  const name = { name: { fr: "Plat" } };

  const written = await products.update(5, name);
  holds<Same<typeof written, Written<Product>>>();
  const after: Product | null = written.after;
  const token: string | null = written.token;

  const preview = await products.update(5, name, { preview: true });
  holds<Same<typeof preview, Preview<Product>>>();
  const first: string | undefined = preview.requests[0]?.body?.trim();

  const either = await products.update(5, name, { preview: isPreview });
  holds<Same<typeof either, Preview<Product> | Written<Product>>>();
  if (either.preview) holds<Same<typeof either, Preview<Product>>>();
  else holds<Same<typeof either, Written<Product>>>();

  const confirmed = await products.update(5, name, { expect: preview });
  holds<Same<typeof confirmed, Written<Product>>>();
  await products.update(5, name, { expect: token ?? "", signal: AbortSignal.timeout(1_000) });

  // Options made elsewhere may hold a preview.
  const unknown = await products.update(5, name, options);
  holds<Same<typeof unknown, Preview<Product> | Written<Product>>>();
  const signalled = { signal: AbortSignal.timeout(1_000) };
  const stopped = await products.update(5, name, signalled);
  holds<Same<typeof stopped, Written<Product>>>();

  const customer = await customers.update(3, { note: "Calls back." }, { preview: true });
  holds<Same<typeof customer, Preview<Customer>>>();
  await stockAvailables.update(3, { quantity: 4 });

  const change: NewOrderHistory = { id_order: 4, id_order_state: 5 };
  const status = await orderHistories.create(change, { sendEmail: true });
  holds<Same<typeof status, Written<OrderHistory>>>();
  const shown = await orderHistories.create(change, { preview: true });
  holds<Same<typeof shown, Preview<OrderHistory>>>();

  console.log(after, first);
}

export async function untyped(): Promise<void> {
  const addresses = shop.resource("addresses");
  const { before } = await addresses.update(3, { city: "Lyon" });
  const value: unknown = before?.city;
  await addresses.create({ city: "Lyon", id_country: 8 }, { preview: true });
  await addresses.delete(3);
  const [one] = await addresses.list({ filter: { city: "Lyon" } });
  console.log(value, one?.city);

  interface Address {
    id: string;
    city: string;
  }
  const typed = await shop.resource<Address>("addresses").update(3, { city: "Lyon" });
  holds<Same<typeof typed, Written<Address>>>();
}

export async function conflict(error: ConflictError): Promise<void> {
  console.log(error.expected, error.found, error.field, error.hint);
}

export async function actions(): Promise<void> {
  const seo = await shop.run("update_product_seo", { id: 5, meta_title: { fr: "Plat" } });
  const fields: string[] = seo.fields.map(({ field, language }) => `${field} ${language?.id}`);
  const status = await shop.run("update_order_status", { id: 5, state: "Shipped", preview: true });
  const label: string | null = status.after.label;
  console.log(fields, label);
}

export function allowed(): ProductChanges[] {
  return [
    { price: "12.50", on_sale: true, id_manufacturer: null },
    { name: { fr: "Plat", 2: "Plat" } },
    { associations: { categories: [2, 3] } },
  ];
}

export async function refused(): Promise<void> {
  const { products, customers, orderHistories, orders, languages } = shop;
  // @ts-expect-error: a bare text would go into every language.
  await products.update(5, { name: "Plat" });
  // @ts-expect-error: there is no such field.
  await products.update(5, { colour: "red" });
  // @ts-expect-error: the shop computes it.
  await products.update(5, { quantity: 5 });
  // @ts-expect-error: a record keeps its id.
  await products.update(5, { id: 6 });
  // @ts-expect-error: money is a text; a number would be rounded in binary.
  await products.update(5, { price: 12.5 });
  // @ts-expect-error: a shop would read a 1, but also a 2.
  await products.update(5, { on_sale: 1 });
  // @ts-expect-error: an id is a number, or its digits as text.
  await products.update([5], { on_sale: true });
  // @ts-expect-error: a write without changes is a mistake.
  await products.update(5);
  // @ts-expect-error: undefined is neither a value nor none.
  await products.update(5, { on_sale: undefined });
  // @ts-expect-error: no such option.
  await products.update(5, { on_sale: true }, { dryRun: true });
  // @ts-expect-error: no e-mail belongs to a product.
  await products.update(5, { on_sale: true }, { sendEmail: true });
  const waiting = products.update(5, { on_sale: true }, { preview: true });
  // @ts-expect-error: a preview that was not awaited.
  await products.update(5, { on_sale: true }, { expect: waiting });
  // @ts-expect-error: a password cannot be set.
  await customers.update(3, { passwd: "12345678" });
  // @ts-expect-error: neither can the secret key.
  await customers.update(3, { secure_key: "0" });
  // @ts-expect-error: a status needs its state.
  await orderHistories.create({ id_order: 4 });
  // @ts-expect-error: orders change by their histories.
  await orders.update(4, { current_state: 5 });
  // @ts-expect-error: languages are only read.
  await languages.update(1, { active: false });
  // @ts-expect-error: no such action.
  await shop.run("update_product", { id: 5 });
  // @ts-expect-error: no such member.
  await shop.run("update_product_seo", { id: 5, name: "Plat" });
  // @ts-expect-error: a state is needed.
  await shop.run("update_order_status", { id: 5 });
}
