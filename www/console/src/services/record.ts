import { PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import { type Action, changeable, type Input, type Texts, writtenResource } from "./catalogue.js";

/** The language of a text. */
export interface TextLanguage {
  id: number;
  /** For people: "Français". */
  name: string;
  code: string;
  isRightToLeft: boolean;
}

/** A status that orders can have. */
export interface OrderState {
  id: number;
  label: string | null;
  color: string | null;
  send_email: boolean;
}

/** A value of a record: one text, or texts by language. `undefined`: this shop has no such field. */
export type Loaded = string | Texts | undefined;

/** What the forms of writing actions need to know of a shop. */
export interface Records {
  /** Every language, inactive ones included; none where the key may not read them. */
  languages(): Promise<readonly TextLanguage[]>;
  orderStates(): Promise<readonly OrderState[]>;
  /** What the action would change, as it is; nothing where no record is named yet. */
  current(action: Action, input: Input): Promise<Readonly<Record<string, Loaded>>>;
}

/** The fields of a customer, where a parameter has another name. */
const FIELDS: Readonly<Record<string, string>> = { new_email: "email" };

/** The parameter that changes a field. */
export function parameterOf(field: string): string {
  return Object.keys(FIELDS).find((name) => FIELDS[name] === field) ?? field;
}

/** Reads beside the actions: these exchanges belong to no run. */
export function recordsOf(options: PrestaShopOptions): Records {
  const shop = new PrestaShop(options);
  const languages = remembered(() => readLanguages(shop));
  return {
    languages,
    orderStates: remembered(() => readStates(shop)),
    current: async (action, input) => {
      const read = READERS[writtenResource(action)];
      const record = await read?.(shop, input, await languages());
      const names = changeable(action);
      const values = names.map((name) => [name, record ? record[FIELDS[name] ?? name] : ""]);
      return Object.fromEntries(values);
    },
  };
}

type Reader = (
  shop: PrestaShop,
  input: Input,
  languages: readonly TextLanguage[],
) => Promise<Readonly<Record<string, Loaded>> | null>;

const READERS: Readonly<Record<string, Reader>> = {
  products: async (shop, { id }, languages) => {
    if (typeof id !== "number") return null;
    const product = await shop.products.get(id, { language: languages.map((one) => one.id) });
    const entries = Object.entries(product).map(([name, value]) => [
      name,
      byCode(value, languages),
    ]);
    return Object.fromEntries(entries) as Record<string, Loaded>;
  },
  customers: async (shop, { id, email }) => {
    if (typeof id !== "number" && typeof email !== "string") return null;
    const { customers } =
      typeof id === "number"
        ? await shop.run("get_customer", { id })
        : await shop.run("get_customer", { email: String(email) });
    const [one, other] = customers;
    if (one === undefined || other !== undefined) return null;
    return { ...textsOf(one), note: one.note ?? "" };
  },
};

/** Texts by ISO code instead of id. */
function byCode(value: unknown, languages: readonly TextLanguage[]): Loaded {
  if (typeof value !== "object" || value === null) return undefined;
  const texts = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(languages.map(({ id, code }) => [code, String(texts[id] ?? "")]));
}

function textsOf(record: object): Record<string, string> {
  const texts = Object.entries(record).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts);
}

async function readLanguages(shop: PrestaShop): Promise<readonly TextLanguage[]> {
  const { languages } = await shop.run("list_languages", {});
  return languages.map(({ id, name, iso_code: code, is_rtl: isRightToLeft, active }) => ({
    id,
    name: active ? name : `${name} (inactive)`,
    code,
    isRightToLeft,
  }));
}

async function readStates(shop: PrestaShop): Promise<readonly OrderState[]> {
  const { order_states: states } = await shop.run("list_order_states", {});
  return states;
}

/** Read once; a failure counts as nothing read and is tried again the next time. */
function remembered<T>(read: () => Promise<readonly T[]>): () => Promise<readonly T[]> {
  let reading: Promise<readonly T[]> | undefined;
  return async () => {
    reading ??= read();
    try {
      return await reading;
    } catch {
      reading = undefined;
      return [];
    }
  };
}
