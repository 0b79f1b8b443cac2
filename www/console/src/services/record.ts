import { type ActionMap, PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import type { Told } from "../language/say.js";
import {
  type Action,
  type ActionName,
  changeable,
  type Input,
  type Texts,
  writtenResource,
} from "./catalogue.js";

/** The language of a text. */
export interface TextLanguage {
  id: number;
  /** For people: "Français". */
  name: Told;
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

/** Runs a reading action. */
export type Ask = <A extends ActionName>(
  action: A,
  input: ActionMap[A]["input"],
) => Promise<ActionMap[A]["output"]>;

/** Reads a product in those languages. */
type ReadProduct = (id: number, languages: readonly TextLanguage[]) => Promise<LoadedRecord>;

type LoadedRecord = Readonly<Record<string, Loaded>>;

/** Reads beside the actions: these exchanges belong to no run. */
export function recordsOf(options: PrestaShopOptions): Records {
  const shop = new PrestaShop(options);
  const ask: Ask = (action, input) => shop.run(action, input);
  return recordsBy(ask, async (id, languages) => {
    const product = await shop.products.get(id, { language: languages.map((one) => one.id) });
    const entries = Object.entries(product).map(([name, value]) => [
      name,
      byCode(value, languages),
    ]);
    return Object.fromEntries(entries) as LoadedRecord;
  });
}

/** Where actions are all there is: texts come one language at a time. */
export function recordsThrough(ask: Ask): Records {
  return recordsBy(ask, async (id, languages) => {
    const answers = languages.map(({ id: language }) => ask("get_product", { id, language }));
    const products = (await Promise.all(answers)).map(({ products: [one] }) => one);
    const [first = {}] = products;
    const texts = Object.entries(first).map(([name, value]) => {
      if (value === null) return [name, undefined];
      const parts = products.map((one, at) => [languages[at]?.code, Object(one)[name]]);
      return [name, Object.fromEntries(parts)];
    });
    return Object.fromEntries(texts) as LoadedRecord;
  });
}

function recordsBy(ask: Ask, readProduct: ReadProduct): Records {
  const languages = remembered(() => readLanguages(ask));
  return {
    languages,
    orderStates: remembered(() => readStates(ask)),
    current: async (action, input) => {
      const resource = writtenResource(action);
      const record =
        resource === "products"
          ? typeof input.id === "number" && (await readProduct(input.id, await languages()))
          : resource === "customers" && (await readCustomer(ask, input));
      const names = changeable(action);
      const values = names.map((name) => [name, record ? record[FIELDS[name] ?? name] : ""]);
      return Object.fromEntries(values);
    },
  };
}

async function readCustomer(ask: Ask, { id, email }: Input): Promise<LoadedRecord | null> {
  if (typeof id !== "number" && typeof email !== "string") return null;
  const { customers } =
    typeof id === "number"
      ? await ask("get_customer", { id })
      : await ask("get_customer", { email: String(email) });
  const [one, other] = customers;
  if (one === undefined || other !== undefined) return null;
  return { ...textsOf(one), note: one.note ?? "" };
}

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

async function readLanguages(ask: Ask): Promise<readonly TextLanguage[]> {
  const { languages } = await ask("list_languages", {});
  return languages.map(({ id, name, iso_code: code, is_rtl: isRightToLeft, active }) => ({
    id,
    name: active ? name : (w) => w.value.languageInactive(name),
    code,
    isRightToLeft,
  }));
}

async function readStates(ask: Ask): Promise<readonly OrderState[]> {
  const { order_states: states } = await ask("list_order_states", {});
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
