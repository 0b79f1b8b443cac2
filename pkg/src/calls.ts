import {
  answerOf,
  type BuiltRequest,
  builtOf,
  type Call,
  type Endpoint,
  type ParseOptions,
  type ResponseLike,
} from "./exchange.js";
import { now, whenLoaded } from "./runtime.js";

/**
 * Builds the request of a call. Do not follow redirects when sending it. Needs no right of the
 * key; the call does.
 * @throws {@link InvalidRequestError} for what a shop would refuse, ignore or misread
 * @throws `Error` while the WebAssembly is loading: `await ready()` once before
 * @example
 * const { url, headers } = buildRequest(endpoint, { resource: "products", query: { limit: 2 } });
 * const response = await fetch(url, { headers, redirect: "manual" });
 */
export function buildRequest(endpoint: Endpoint, call: Call): BuiltRequest {
  return builtOf(now, endpoint, call);
}

/**
 * Reads the response to a call into its value: an array for a list, an object for one record,
 * the rights for the root, a schema, or `null` where there is nothing to read. Rows of a list that
 * certainly do not match the call's filter are left out, and told as a warning.
 * @throws {@link PrestaShopError} of the class that the shop's answer means
 * @throws {@link InvalidRequestError} for a call or response that is none
 * @throws `Error` while the WebAssembly is loading: `await ready()` once before
 * @example
 * const body = await response.arrayBuffer();
 * const { status, headers } = response;
 * const products = parseResponse(call, { status, headers, body });
 */
export function parseResponse(call: Call, response: ResponseLike, options?: ParseOptions): unknown {
  return answerOf(now, call, response, options);
}

/**
 * Resolves when the WebAssembly is loaded. Only `buildRequest` and `parseResponse`, which do not
 * wait themselves, need it. A load that failed is tried again at the next call.
 * @throws `Error` where the WebAssembly cannot be had
 */
export async function ready(): Promise<void> {
  await whenLoaded();
}
