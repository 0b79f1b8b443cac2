// Compiled, never run: a record has what `display` names, and nothing that does not come.
import {
  type Extra,
  type ExtraValue,
  type Order,
  PrestaShop,
  type Product,
  type ProductDisplay,
  type Shown,
} from "@aismarttalk/prestashop";

/** Compiles only where both are one type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes what is a `true` type. */
function holds<_ extends true>(): void {}

/** The members of intersected objects as those of one. */
type Flat<T> = { [K in keyof T]: T[K] };

const shop = new PrestaShop({ url: "https://shop.example", key: "0".repeat(32) });

export async function whole(): Promise<void> {
  const product = await shop.products.get(1);
  holds<Same<typeof product, Product>>();
  const orders = await shop.orders.list({ display: "full" });
  holds<Same<typeof orders, Order[]>>();
  const ids = await shop.orders.list({ display: "minimum" });
  holds<Same<typeof ids, Pick<Order, "id">[]>>();
}

export async function fields(): Promise<void> {
  const { id, price, isbn } = await shop.products.get(1, { display: ["id", "price", "isbn"] });
  holds<Same<typeof id, number>>();
  holds<Same<typeof price, string | null>>();
  holds<Same<typeof isbn, string | undefined>>();
  for await (const order of shop.orders.iterate({ display: ["reference"] })) {
    holds<Same<typeof order.reference, string>>();
    // @ts-expect-error: it was not asked for.
    console.log(order.total_paid);
  }
}

export async function links(): Promise<void> {
  const product = await shop.products.get(1, { display: ["id", "categories", "attachments"] });
  const { categories, attachments } = product.associations ?? {};
  holds<Same<typeof categories, Product["associations"]["categories"] | undefined>>();
  holds<Same<typeof attachments, Product["associations"]["attachments"]>>();
  // @ts-expect-error: the list was not asked for, and is not there.
  console.log(product.associations?.images);

  const [order] = await shop.orders.list({
    display: ["order_rows[product_id,product_price]", "order_rows[id]"],
  });
  const row = order?.associations?.order_rows[0];
  type Row = Order["associations"]["order_rows"][number];
  type Named = Pick<Row, "id" | "product_id" | "product_price" | "extra">;
  holds<Same<Flat<NonNullable<typeof row>>, Named>>();
  // @ts-expect-error: the element was not asked for, and is not there.
  console.log(row?.product_name);
}

export async function knownLater(names: ProductDisplay[], name: string): Promise<void> {
  const product = await shop.products.get(1, { display: names });
  holds<Same<typeof product.price, string | null | undefined>>();
  const category = product.associations?.categories?.[0];
  holds<Same<NonNullable<typeof category>["id"], number | undefined>>();
  const one = await shop.products.get(1, { display: ["id", `categories[${name}]`] });
  holds<Same<typeof one.id, number>>();
  const link = one.associations?.categories[0];
  holds<Same<NonNullable<typeof link>["id"], number | undefined>>();
}

/** As a helper of one's own passes names on. */
export async function products<const D extends readonly ProductDisplay[]>(
  display: D,
): Promise<Shown<Product, D>[]> {
  return shop.products.list({ display });
}

export async function passedOn(): Promise<void> {
  for (const { price } of await products(["id", "price"])) {
    holds<Same<typeof price, string | null>>();
  }
}

export async function undeclared(): Promise<void> {
  const addresses = shop.resource("addresses");
  const named = await addresses.get(3, { display: ["id", "city"] });
  holds<Same<typeof named, Extra>>();
  const [first] = await addresses.list({ display: "minimum" });
  const id: ExtraValue | undefined = first?.id;
  for await (const { city } of addresses.iterate({ display: ["city"] })) console.log(id, city);

  interface Address {
    id: string;
    city: string;
    postcode: string;
  }
  const typed = await shop.resource<Address>("addresses").get(3, { display: ["city"] });
  holds<Same<typeof typed.city, string>>();
  // @ts-expect-error: it was not asked for.
  console.log(typed.postcode);
}
