// Compiled, never run: inputs that may be left out, orders of lists, texts by language.
import {
  type BareActionName,
  type ListLanguagesOutput,
  type Multilingual,
  PrestaShop,
  type Product,
  type ProductFilter,
  type Sort,
  text,
} from "@aismarttalk/prestashop";
import { EdgeShop } from "@aismarttalk/prestashop/edge";

/** Compiles only where both are one type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes what is a `true` type. */
function holds<_ extends true>(): void {}

const shop = new PrestaShop({ url: "https://shop.example", key: "0".repeat(32) });
const edge = new EdgeShop({ url: "https://worker.example", token: "t" });

export async function leftOut(name: BareActionName): Promise<void> {
  const languages = await shop.run("list_languages");
  holds<Same<typeof languages, ListLanguagesOutput>>();
  const same = await edge.run("list_languages");
  holds<Same<typeof same, ListLanguagesOutput>>();
  await shop.run("find_orders");
  await shop.run("find_orders", { limit: 5 }, { signal: AbortSignal.timeout(1_000) });
  await shop.run(name);
  // @ts-expect-error: it must be said which product.
  await shop.run("get_product");
  // @ts-expect-error: it must be said by what to look for one.
  await shop.run("get_order");
  // @ts-expect-error: a change must change something.
  await shop.run("update_stock");
}

export async function sorted(name: string): Promise<void> {
  await shop.products.list({ sort: "id_DESC" });
  await shop.products.list({ sort: ["price_ASC", "id_DESC"], limit: 5 });
  const order: Sort<ProductFilter> = "date_upd_DESC";
  await shop.products.list({ sort: order });
  await shop.resource("addresses").list({ sort: name });
  // @ts-expect-error: orders have no price.
  await shop.orders.list({ sort: "price_ASC" });
  // @ts-expect-error: a direction is ASC or DESC.
  await shop.products.list({ sort: "price_DOWN" });
  // @ts-expect-error: nobody may read it, nor tell it by its order.
  await shop.customers.list({ sort: "passwd_ASC" });
}

export function byLanguage({ name }: Product, id: number, code: string): void {
  const first: string | undefined = name[1];
  const second: string | undefined = name["2"];
  const third: string | undefined = name[id];
  for (const [language, one] of Object.entries(name)) console.log(language, one.length);
  const own: Multilingual = { 1: "Plate", "2": "Plat" };
  const all: Readonly<Record<string, string>> = own;
  // @ts-expect-error: texts are by id, and have none by ISO code.
  console.log(name.fr);
  // @ts-expect-error: nor by whatever text.
  console.log(name[code]);
  // @ts-expect-error: what is by ISO code is no answer of a shop.
  const wrong: Multilingual = { fr: "Plat" };
  console.log(first, second, third, all, wrong);
}

export async function read({ name }: Product, code: string): Promise<void> {
  const one = text(name, 1);
  holds<Same<typeof one, string | null>>();
  text(name, "1");
  text(name, "fr", await shop.languages.list());
  text(name, code, await shop.languages.list({ display: ["id", "iso_code"] }));
  text(name, "fr", (await shop.run("list_languages")).languages);
  // @ts-expect-error: which id a code has differs from shop to shop.
  text(name, "fr");
}
