import { buildRequest, type Call, type Query } from "@aismarttalk/prestashop";

/** The call of the package that makes a request, and the address of its shop. */
export interface FoundCall {
  url: string;
  call: Call;
  isKeyInAddress: boolean;
}

type Parse = (value: string) => unknown;

const list: Parse = (value) => (value.startsWith("[") ? split(value.slice(1, -1), ",") : value);

/** What stands in an address, as the query of a call has it. */
const PARAMETERS: Readonly<Record<string, Parse>> = {
  display: list,
  sort: list,
  language: (value) => scalars(value),
  schema: (value) => value,
  id_shop: (value) => scalar(value),
  id_shop_group: (value) => scalar(value),
  sendemail: (value) => value === "1",
};

/**
 * The call behind a request that was sent. Its request is built again and compared: `null` where
 * no call makes just that address.
 */
export function callOf(method: string, address: string, body: string | null): FoundCall | null {
  const sent = new URL(address);
  const [shop = "", path = ""] = sent.href.split(/\/api(?=[/?]|$)/);
  const [resource = "", id = ""] = path.replace(/\?.*$/s, "").replace(/^\//, "").split("/");
  const query = queryOf(sent.searchParams);
  const call = {
    resource,
    ...(method === "GET" ? {} : { method: method as NonNullable<Call["method"]> }),
    ...(/^\d+$/.test(id) ? { id: Number(id) } : {}),
    ...(Object.keys(query).length > 0 ? { query } : {}),
    ...(body === null ? {} : { body }),
  };
  const isKeyInAddress = sent.searchParams.has("ws_key");
  return isSameRequest({ url: shop, call, isKeyInAddress }, sent)
    ? { url: shop, call, isKeyInAddress }
    : null;
}

function queryOf(parameters: URLSearchParams): Query {
  const query: Record<string, unknown> = {};
  const filter: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    const [, field] = /^filter\[(.+)\]$/.exec(name) ?? [];
    if (field !== undefined) filter[field] = conditionOf(value);
    else if (name === "limit") Object.assign(query, limitOf(value));
    else if (PARAMETERS[name]) query[name] = PARAMETERS[name](value);
  }
  return Object.keys(filter).length > 0 ? { ...query, filter } : query;
}

function limitOf(value: string): Query {
  const [one = "", other] = value.split(",");
  return other === undefined
    ? { limit: Number(one) }
    : { offset: Number(one), limit: Number(other) };
}

/** The forms of a filter, by what the address has around its value. */
const CONDITIONS: readonly { form: RegExp; name: string; of: Parse }[] = [
  { form: /^>\[(.*)\]$/s, name: "greater", of: scalar },
  { form: /^<\[(.*)\]$/s, name: "less", of: scalar },
  { form: /^!\[(.*)\]$/s, name: "not", of: (value) => scalars(`[${value}]`) },
  { form: /^%\[(.*)\]%$/s, name: "contains", of: scalar },
  { form: /^\[(.*)\]%$/s, name: "begins", of: scalar },
  { form: /^%\[(.*)\]$/s, name: "ends", of: scalar },
  {
    form: /^\[([\d.: -]+,[\d.: -]+)\]$/,
    name: "between",
    of: (value) => value.split(",").map(bound),
  },
];

function conditionOf(value: string): unknown {
  for (const { form, name, of } of CONDITIONS) {
    const [, inside] = form.exec(value) ?? [];
    if (inside !== undefined) return { [name]: of(inside) };
  }
  return scalars(value);
}

/** What stands for an open end of an interval of dates. */
const OPEN_ENDS = ["0000-00-00", "9999-12-31 23:59:59"];

function bound(value: string): string | number | null {
  return OPEN_ENDS.includes(value) ? null : scalar(value);
}

/** `[5]` is one value, `[5|7]` are two. */
function scalars(value: string): unknown {
  const [, inside] = /^\[(.*)\]$/s.exec(value) ?? [];
  if (inside === undefined) return scalar(value);
  const values = inside.split("|").map(scalar);
  return values.length === 1 ? values[0] : values;
}

function scalar(value: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}

/** Parts between separators that stand in no brackets. */
function split(text: string, separator: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "[") depth += 1;
    if (character === "]") depth -= 1;
    if (character === separator && depth === 0) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  return parts;
}

/** No key is needed to compare addresses, only something shaped like one. */
const NO_KEY = "0".repeat(32);

function isSameRequest({ url, call, isKeyInAddress }: FoundCall, sent: URL): boolean {
  const auth = isKeyInAddress ? "query" : "basic";
  try {
    // Its body was checked when it was sent, and may hold less now: secrets are taken out.
    const { body: _, ...rest } = call;
    const reading = { ...rest, method: "GET" } as Call;
    const built = new URL(buildRequest({ url, key: NO_KEY, auth }, reading).url);
    return parametersOf(built) === parametersOf(sent) && built.pathname === sent.pathname;
  } catch {
    return false;
  }
}

/** Those that say what is asked, in an order of their own. */
function parametersOf({ searchParams }: URL): string {
  const pairs = [...searchParams].filter(([name]) => name !== "ws_key" && name !== "sendemail");
  return JSON.stringify(pairs.sort());
}
