import { errorFrom } from "./errors.js";
import { queryJson } from "./json.js";
import type { PrestaShopOptions } from "./options.js";
import { now } from "./runtime.js";

/** One call of the Webservice, in its own names. */
export interface Call {
  /** `products`, `orders`, …; the empty string is the root, which lists the key's rights. */
  resource: string;
  /** @default "GET" */
  method?: "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** One record; a list without it. */
  id?: number;
  query?: Query;
  /** The XML to send. */
  body?: string;
}

/** The options of a call. Without `display` a list holds ids only. */
export interface Query {
  display?: "full" | "minimum" | readonly string[];
  filter?: Record<string, unknown>;
  sort?: string | readonly string[];
  limit?: number;
  offset?: number;
  language?: number | readonly number[];
  id_shop?: number | "all";
  id_shop_group?: number;
  schema?: "blank" | "synopsis";
  sendemail?: boolean;
}

/** A request, ready to be sent by any HTTP client. It holds the key. */
export interface BuiltRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A response of any HTTP client. */
export interface ResponseLike {
  status: number;
  /** A `Headers`, or a plain object with names in any case. */
  headers: Headers | Record<string, string | readonly string[] | undefined>;
  /** The decompressed body. */
  body: Uint8Array | ArrayBuffer | string;
}

/** Where to send requests, and with which key. */
export type Endpoint = Pick<PrestaShopOptions, "url" | "key" | "auth" | "shopId">;

/**
 * Builds the request of a call. Do not follow redirects when sending it.
 * @throws InvalidRequestError for what a shop would refuse, ignore or misread
 */
export function buildRequest(endpoint: Endpoint, call: Call): BuiltRequest {
  return translate(() => JSON.parse(now().buildRequest(JSON.stringify(endpoint), callJson(call))));
}

/**
 * Reads the response to a call into its value: an array for a list, an object for one record,
 * the rights for the root, a schema, or `null` where there is nothing to read.
 * @throws PrestaShopError of the class that the shop's error code means
 */
export function parseResponse(
  call: Call,
  response: ResponseLike,
  options: { onWarning?: (warning: string) => void } = {},
): unknown {
  const json = JSON.stringify(headersOf(response.headers));
  const { status, body } = response;
  return translate(() =>
    JSON.parse(now().parseResponse(callJson(call), status, json, bytesOf(body), options.onWarning)),
  );
}

function callJson(call: Call): string {
  const { query, ...rest } = call;
  const parts = JSON.stringify(rest).slice(1, -1);
  return query === undefined ? `{${parts}}` : `{${parts},"query":${queryJson(query)}}`;
}

function translate<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw errorFrom(thrown);
  }
}

function headersOf(headers: ResponseLike["headers"]): Record<string, string> {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function bytesOf(body: ResponseLike["body"]): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  return body instanceof Uint8Array ? body : new Uint8Array(body);
}
