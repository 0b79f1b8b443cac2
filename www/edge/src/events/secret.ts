import { isObject, parsedJson } from "../json.js";
import { refusal } from "../problem.js";
import { type MasterSecrets, openText, sealText } from "../sites/sealed.js";

/** How secrets of Standard Webhooks begin; base64 follows. */
const SECRET_PREFIX = "whsec_";
const SECRET_SIZE = 32;

/** A new secret of an endpoint, as its owner is shown it once. */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_SIZE));
  return SECRET_PREFIX + btoa(String.fromCharCode(...bytes));
}

/** The bytes of a secret. */
export function signingKey(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(secret.slice(SECRET_PREFIX.length)), (sign) => sign.charCodeAt(0));
}

/** A secret as the database keeps it: sealed for its endpoint. */
export async function sealedSecret(
  secrets: MasterSecrets,
  endpoint: string,
  secret: string,
): Promise<string> {
  return JSON.stringify(await sealText(secrets, secret, contextOfSecret(endpoint)));
}

/**
 * Opens a sealed secret.
 * @throws Refusal where the master secret it was sealed under is no longer set
 */
export async function openedSecret(
  secrets: MasterSecrets,
  endpoint: string,
  sealed: string,
): Promise<string> {
  const { iv, data, under } = toSealed(sealed);
  const opened = await openText(secrets, contextOfSecret(endpoint), { iv, data, under });
  if (typeof opened !== "string") return opened.text;
  throw refusal("not_configured", "The secret of this endpoint cannot be opened.", {
    hint: "Put the master secret it was sealed under back into `MASTER_SECRETS`, or rotate the secret of the endpoint.",
  });
}

/** An endpoint moved onto another row would sign with another one's secret. */
function contextOfSecret(endpoint: string): string {
  return JSON.stringify(["events endpoint", endpoint]);
}

function toSealed(json: string) {
  const value = parsedJson(json);
  const textOf = (one: unknown) => (typeof one === "string" ? one : "");
  const { iv, data, under } = isObject(value) ? value : {};
  return { iv: textOf(iv), data: textOf(data), under: textOf(under) };
}
