import { errorFrom, invalidRequest } from "./errors.js";
import { readTexts } from "./given.js";
import { checkFunction, only, type PrestaShopOptions } from "./options.js";
import type { PriceOptions } from "./resource.js";
import { withNames } from "./rows.js";

/** One call of the Webservice, in its own names. */
export interface Call {
  /** `products`, `orders`, …; the empty string is the root, which lists the key's rights. */
  resource: string;
  /** @default "GET" */
  method?: "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** One record; a list without it. */
  id?: number | string;
  /** Everything behind the question mark of the address. */
  query?: Query;
  /**
   * The XML to send. What a shop would misread or lose data with is refused: a PUT holds
   * every field, and texts stand in every language; a single one is named in `query.language`.
   */
  body?: string;
}

/** The options of a call. Without `display` a list holds ids only. */
export interface Query {
  /** The fields wanted: all, the id only, or those named. */
  display?: "full" | "minimum" | readonly string[];
  /**
   * Conditions by field, which must all hold; see {@link Condition}. They are sent as they are: of
   * several shops in one PrestaShop rows may be missing, for it compares `price`, `active` and
   * others with the values of whichever shop was saved last. A warning tells; `list` finds them.
   */
  filter?: Record<string, unknown>;
  /** The order: `id_ASC`, `date_add_DESC`, several in a list. */
  sort?: string | readonly string[];
  /** Records at the most. */
  limit?: number;
  /** Records skipped; needs `limit`. */
  offset?: number;
  /** The languages of the texts, by id. Inactive languages come only when they are named. */
  language?: number | readonly number[];
  /** Id of the shop of several behind one address. Writes take no `"all"`. */
  id_shop?: number | "all";
  /** Id of the group of shops; for reading only. */
  id_shop_group?: number;
  /** An empty record, or what the shop says of each field, in place of records. */
  schema?: "blank" | "synopsis";
  /** Sends the customer the e-mail of a new status of an order, or of a parcel in transit. */
  sendemail?: boolean;
  /** Prices that the shop computes, of products and combinations, by names of your own. */
  price?: Readonly<Record<string, PriceOptions>>;
  /** The words that `search` looks for, in one language. */
  query?: string;
}

/** A request, ready to be sent by any HTTP client. It holds the key. */
export interface BuiltRequest {
  /** The HTTP method. */
  method: string;
  /** The whole address; with `auth: "query"` it holds the key. */
  url: string;
  /** The headers, `Authorization` with the key among them. */
  headers: Record<string, string>;
  /** The XML to send; `null` for none. */
  body: string | null;
}

/** A response of any HTTP client. */
export interface ResponseLike {
  /** The HTTP status. */
  status: number;
  /** A `Headers`, or a plain object with names in any case. */
  headers: Headers | Record<string, string | readonly string[] | undefined>;
  /** The decompressed body; `null` where there is none. */
  body: Uint8Array | ArrayBuffer | string | null;
}

/** What reading a response can be given. */
export interface ParseOptions {
  /** Called with each thing that is no error and should not be hidden, in a sentence. */
  onWarning?: (warning: string) => void;
}

/** Where to send requests, and with which key. */
export type Endpoint = Pick<PrestaShopOptions, "url" | "key" | "auth" | "shopId">;

/** The part of a core that makes one exchange. */
export interface ExchangeCore {
  buildRequest(options: unknown, call: unknown): string;
  parseResponse(
    call: unknown,
    status: number,
    headers: () => string,
    body: Uint8Array,
    onWarning?: (warning: string) => void,
  ): string;
}

/** Gives the core that runs. */
type Now = () => { readonly core: ExchangeCore };

/** The request of a call, see `buildRequest`. */
export function builtOf(now: Now, endpoint: Endpoint, call: Call): BuiltRequest {
  return translate(() => JSON.parse(now().core.buildRequest(endpoint, call)));
}

/** The value of a response, see `parseResponse`. */
export function answerOf(
  now: Now,
  call: Call,
  response: ResponseLike,
  options: ParseOptions | undefined,
): unknown {
  const onWarning = options === undefined ? undefined : only(["onWarning"], options).onWarning;
  checkFunction("onWarning", onWarning);
  if (!isObject(response)) {
    throw invalidRequest("response", "is no object", "Give its status, headers and body.");
  }
  const headers = headersOf(response.headers);
  const status = statusOf(response.status);
  const body = bytesOf(response.body);
  return translate(() =>
    withNames(JSON.parse(now().core.parseResponse(call, status, headers, body, onWarning))),
  );
}

function translate<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw errorFrom(thrown);
  }
}

/** A `Headers` of another realm, such as one of a library, is none here but has its entries. */
function headersOf(headers: ResponseLike["headers"]): () => string {
  const entries = isObject(headers) && Symbol.iterator in headers ? [...headers] : headers;
  const pairs: unknown[] = Array.isArray(entries) ? entries : Object.entries(entries ?? {});
  // Of a flat list, names and values in turn, not one header would be found.
  if (!isObject(headers) || !pairs.every(Array.isArray)) {
    const hint = "Give a Headers, or an object with the values by their names.";
    throw invalidRequest("headers", "cannot be read", hint);
  }
  const texts: [string, string][] = [];
  for (const [name, value] of pairs as [unknown, unknown][]) {
    if (value != null) texts.push([String(name), String(value)]);
  }
  return () => readTexts(texts);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A status beyond 16 bits would become another one at the border. */
function statusOf(status: number): number {
  if (Number.isInteger(status) && status >= 0 && status <= 999) return status;
  const hint = "Give the number that the HTTP client answers with.";
  throw invalidRequest("status", `is no HTTP status: ${String(status)}`, hint);
}

function bytesOf(body: ResponseLike["body"] | undefined): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body === null || body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (/ArrayBuffer\]$/.test(Object.prototype.toString.call(body))) return new Uint8Array(body);
  const hint = "Give what response.arrayBuffer() or response.text() resolves to.";
  throw invalidRequest("body", "is neither bytes nor text", hint);
}
