import { isObject, parsedJson } from "../json.js";
import { addressProblem } from "../sites/public-address.js";

// Clients whose id is the address of a document that describes them: OAuth Client ID Metadata
// Documents. Anybody can name an address here, so only public ones are asked, and not for long.

/** A client in the form in which the library keeps registered ones. */
interface DocumentedClient {
  clientId: string;
  clientName: string;
  redirectUris: string[];
  grantTypes: string[];
  responseTypes: string[];
  tokenEndpointAuthMethod: "none";
}

const FETCH_MS = 5_000;
const MOST_BYTES = 5 << 10;
const MOST_LISTED_REDIRECTS = 20;
const LONGEST = 1_024;
/** How long a document counts, and one that could not be read. */
const FRESH_MS = 300_000;
const FAILED_MS = 10_000;
/** Above this many the one that was read first is read again. */
const MOST_KEPT = 500;

/** What asks an address; those of a runtime that resolves names itself may refuse more. */
export type Ask = (address: string, signal: AbortSignal) => Promise<Response>;

/** Asks without following anywhere. */
export function askBy(send: typeof fetch): Ask {
  const init = { headers: { Accept: "application/json" }, redirect: "manual" } as const;
  return (address, signal) => send(address, { ...init, signal });
}

/** Finds clients by the address of their document; `null` for one that cannot count. */
export function clientDocuments(
  ask: Ask,
  now: () => number,
  isAllowed: (address: string) => boolean = (address) => addressProblem(address) === null,
): (address: string) => Promise<DocumentedClient | null> {
  const kept = new Map<string, { client: DocumentedClient | null; until: number }>();
  return async (address) => {
    if (!isDocumentAddress(address) || !isAllowed(address)) return null;
    const known = kept.get(address);
    if (known !== undefined && now() < known.until) return known.client;
    const client = await readDocument(address, ask).catch(() => null);
    kept.delete(address);
    kept.set(address, { client, until: now() + (client === null ? FAILED_MS : FRESH_MS) });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return client;
  };
}

/** Whether an id has the form of such an address: https, a path, and nothing that parsers differ in. */
export function isDocumentAddress(id: string): boolean {
  if (id.length > LONGEST || !/^https:\/\/[^/?#@\\\s]+\/[\x21-\x7e]+$/.test(id)) return false;
  return URL.canParse(id) && new URL(id).href === id && !id.includes("#");
}

async function readDocument(address: string, ask: Ask): Promise<DocumentedClient | null> {
  const response = await ask(address, AbortSignal.timeout(FETCH_MS));
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(
    response.headers.get("Content-Type") ?? "",
  );
  if (response.status !== 200 || !isJson) {
    await response.body?.cancel();
    return null;
  }
  return clientIn(address, parsedJson(await bounded(response)));
}

/** The client that a document describes: it names its own address, and has no secret. */
function clientIn(address: string, document: unknown): DocumentedClient | null {
  if (!isObject(document) || document.client_id !== address || "client_secret" in document)
    return null;
  const { client_name: clientName, redirect_uris: redirectUris } = document;
  if (typeof clientName !== "string" || clientName.trim() === "") return null;
  if (!isListOfTexts(redirectUris) || redirectUris.length > MOST_LISTED_REDIRECTS) return null;
  const methods = [
    document.token_endpoint_auth_method,
    document.token_endpoint_auth_methods_supported,
  ];
  const isPublic = methods.every((one) => one === undefined) || methods.flat().includes("none");
  const grants = document.grant_types ?? ["authorization_code"];
  if (!isPublic || !isListOfTexts(grants) || !grants.includes("authorization_code")) return null;
  return {
    clientId: address,
    clientName,
    redirectUris,
    grantTypes: ["authorization_code", "refresh_token"],
    responseTypes: ["code"],
    tokenEndpointAuthMethod: "none",
  };
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error("The document is too large.");
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(whole);
}
