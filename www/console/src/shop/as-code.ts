import type { Exchange, Query } from "@aismarttalk/prestashop";
import { callOf, type FoundCall } from "./call-of.js";
import type { Input } from "./catalogue.js";
import { isEdgeExchange } from "./edge-exchange.js";
import type { AskedCall } from "./seen.js";

/** As the package shows a key that stands in an address. */
const HIDDEN_KEY = /([?&]ws_key=)[^&]*/;

/** A request for a shell; the key or token comes from the environment. */
export function curlOf(exchange: Exchange): string {
  const { method, url, requestBody } = exchange;
  if (isEdgeExchange(exchange)) return edgeCurl(exchange);
  const isKeyInAddress = HIDDEN_KEY.test(url);
  const [start = "", end = ""] = url.split(/(?<=[?&]ws_key=)[^&]*/);
  const parts = [
    `curl --globoff${method === "GET" ? "" : ` --request ${method}`}`,
    isKeyInAddress ? `${quoted(start)}"$KEY"${end === "" ? "" : quoted(end)}` : quoted(url),
    ...(isKeyInAddress ? [] : ['--user "$KEY:"']),
    ...(requestBody === null
      ? []
      : [
          "--header 'Content-Type: text/xml; charset=utf-8'",
          `--data-binary ${quoted(requestBody)}`,
        ]),
  ];
  return parts.join(" \\\n  ");
}

function edgeCurl({ url, requestBody }: Exchange): string {
  const parts = ["curl", quoted(url), '--header "Authorization: Bearer $TOKEN"'];
  const json = ["--header 'Content-Type: application/json'", `--data ${quoted(requestBody ?? "")}`];
  return [...parts, ...(requestBody === null ? [] : json)].join(" \\\n  ");
}

/** An action as a program calls it. */
export function actionCode({ address, site, action, input }: AskedCall): string {
  if (site !== null) return edgeCode({ url: address, site }, action, input);
  return [
    'import { PrestaShop } from "@aismarttalk/prestashop";',
    "",
    shopLine(address, false),
    `const answer = await shop.run(${JSON.stringify(action)}, ${literal(input)});`,
  ].join("\n");
}

/** An action through a worker as a program calls it. */
function edgeCode(place: { url: string; site: string }, action: string, input: Input): string {
  const options = literal(place).replace(/\n}$/, ",\n  token: process.env.TOKEN,\n}");
  return [
    'import { EdgeShop } from "@aismarttalk/prestashop/edge";',
    "",
    `const shop = new EdgeShop(${options});`,
    `const answer = await shop.run(${JSON.stringify(action)}, ${literal(input)});`,
  ].join("\n");
}

/** A single request as a program makes it; `null` where no call of the package makes just that. */
export function exchangeCode({ method, url, requestBody }: Exchange): string | null {
  const found = callOf(method, url, requestBody);
  if (found === null) return null;
  const { call, isKeyInAddress } = found;
  const auth = isKeyInAddress ? ', auth: "query"' : "";
  const endpoint = `{ url: ${JSON.stringify(found.url)}, key: process.env.KEY${auth} }`;
  const reading = readingLine(found);
  const names = reading === null ? "buildRequest" : "buildRequest, PrestaShop";
  return [
    `import { ${names} } from "@aismarttalk/prestashop";`,
    "",
    ...(reading === null ? [] : [shopLine(found.url, isKeyInAddress), reading, ""]),
    "// The same for an HTTP client of your own: method, url, headers and body.",
    `const request = buildRequest(${endpoint}, ${literal(call)});`,
  ].join("\n");
}

const ACTION_PATH = /^(.*)\/v1\/sites\/([^/]+)\/actions\/([^/]+)$/;

/** A request to a worker as a program makes it. */
export function edgeExchangeCode({ method, url, requestBody }: Exchange): string | null {
  const { origin, pathname } = new URL(url);
  const [, folder, site, action] = ACTION_PATH.exec(pathname)?.map(decodeURIComponent) ?? [];
  if (method !== "POST" || site === undefined || action === undefined) return null;
  return edgeCode({ url: `${origin}${folder}`, site }, action, JSON.parse(requestBody ?? "{}"));
}

/** Only reading: a change goes through an action, which looks before it writes. */
function readingLine({ call: { resource, method = "GET", id, query } }: FoundCall): string | null {
  if (method !== "GET") return null;
  if (resource === "") return "const rights = await shop.access();";
  const named = `shop.resource(${JSON.stringify(resource)})`;
  const options = query === undefined ? "" : literal(query as Query);
  if (id === undefined) return `const rows = await ${named}.list(${options});`;
  return `const record = await ${named}.get(${id}${options === "" ? "" : `, ${options}`});`;
}

function shopLine(url: string, isKeyInAddress: boolean): string {
  const auth = isKeyInAddress ? ', auth: "query"' : "";
  return `const shop = new PrestaShop({ url: ${JSON.stringify(url)}, key: process.env.KEY${auth} });`;
}

/** A value as people write it in a program: names without quotes where they need none. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/^(\s*)"([a-z_]\w*)":/gim, "$1$2:");
}

/** For a shell that takes everything between single quotes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
