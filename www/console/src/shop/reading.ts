import { type Exchange, PrestaShopError, parseResponse } from "@aismarttalk/prestashop";

/** What the package makes of the response of an exchange. */
export type Reading = { value: unknown } | { error: PrestaShopError };

/** Reads a response again, as `parseResponse` would for anybody; `null` where there is none. */
export function readAgain(exchange: Exchange): Reading | null {
  const { status, responseHeaders: headers, responseBody: body } = exchange;
  if (status === null || body === null) return null;
  try {
    return { value: parseResponse(callTo(exchange.url), { status, headers, body }) };
  } catch (error) {
    if (error instanceof PrestaShopError) return { error };
    throw error;
  }
}

function callTo(url: string): { resource: string; id?: number } {
  const path = new URL(url).pathname;
  const [resource = "", id = ""] = path.slice(path.indexOf("/api") + "/api".length + 1).split("/");
  return /^\d+$/.test(id) ? { resource, id: Number(id) } : { resource };
}
