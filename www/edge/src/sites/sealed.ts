import { SettingError } from "../environment.js";
import type { Site } from "./site.js";

const SECRETS_SETTING = "MASTER_SECRETS";
const CIPHER = "AES-GCM";
const SECRET_BYTES = 32;
/** The size AES-GCM is made for; random ones are safe for billions of keys under one secret. */
const IV_BYTES = 12;

/** A secret that seals the keys of shops. */
export interface MasterSecret {
  /** Stands beside what is sealed; no secret itself. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The first seals; all of them open, so that a new one can be put in front of the old. */
export type MasterSecrets = readonly [MasterSecret, ...MasterSecret[]];

/** A key of a shop as it is kept: base64, and the name of the master secret that opens it. */
export interface SealedKey {
  iv: string;
  data: string;
  under: string;
}

/** Why a key stays closed. */
export type StaysClosed = "unknown_secret" | "not_sealed_for_this";

/**
 * The master secrets of the setting: `name:base64`, separated by commas or blanks; 32 bytes each.
 * @throws SettingError where one is wrong, or none is set
 */
export function readMasterSecrets(list: string | undefined): MasterSecrets {
  const wrong = (problem: string) => new SettingError(SECRETS_SETTING, problem);
  const [first, ...others] = (list ?? "").split(/[\s,]+/).filter((one) => one !== "");
  if (first === undefined)
    throw wrong("is not set; the keys of SITES_KV cannot be opened without it.");
  const secrets: MasterSecrets = [readSecret(first), ...others.map(readSecret)];
  if (new Set(secrets.map(({ name }) => name)).size < secrets.length) {
    throw wrong("has two secrets of the same name.");
  }
  return secrets;
}

function readSecret(text: string): MasterSecret {
  const [, name, base64] = /^([A-Za-z0-9_-]{1,32}):(.+)$/.exec(text) ?? [];
  const bytes = base64 === undefined ? undefined : decoded(base64);
  if (name === undefined || bytes?.length !== SECRET_BYTES) {
    throw new SettingError(
      SECRETS_SETTING,
      "holds a value that is not NAME:BASE64 of 32 random bytes.",
    );
  }
  return { name, bytes };
}

/** A new master secret, as the setting takes it. */
export function makeMasterSecret(name: string): string {
  return `${name}:${encoded(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))}`;
}

/** Seals the key of a site under the first master secret. */
export function seal(secrets: MasterSecrets, site: Site): Promise<SealedKey> {
  return sealText(secrets, site.key, contextOf(site));
}

/** Opens a sealed key for the site it was sealed for. */
export async function unseal(
  secrets: MasterSecrets,
  site: Omit<Site, "key">,
  sealed: SealedKey,
): Promise<{ key: string } | StaysClosed> {
  const opened = await openText(secrets, contextOf(site), sealed);
  return typeof opened === "string" ? opened : { key: opened.text };
}

/** Seals a text under the first master secret; it opens with the same context alone. */
export async function sealText(
  [{ name, bytes }]: MasterSecrets,
  text: string,
  context: string,
): Promise<SealedKey> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const secret = await cipherKey(bytes, "encrypt");
  const plain = new TextEncoder().encode(text);
  const data = await crypto.subtle.encrypt(parameters(iv, context), secret, plain);
  return { iv: encoded(iv), data: encoded(new Uint8Array(data)), under: name };
}

/** Opens a sealed text for the context it was sealed with. */
export async function openText(
  secrets: MasterSecrets,
  context: string,
  { iv, data, under }: SealedKey,
): Promise<{ text: string } | StaysClosed> {
  const master = secrets.find(({ name }) => name === under);
  if (master === undefined) return "unknown_secret";
  const [nonce, bytes] = [decoded(iv), decoded(data)];
  if (nonce?.length !== IV_BYTES || bytes === undefined) return "not_sealed_for_this";
  const secret = await cipherKey(master.bytes, "decrypt");
  try {
    const text = await crypto.subtle.decrypt(parameters(nonce, context), secret, bytes);
    return { text: new TextDecoder().decode(text) };
  } catch {
    // WebCrypto says no more than that the data is not what was sealed.
    return "not_sealed_for_this";
  }
}

function cipherKey(bytes: Uint8Array<ArrayBuffer>, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, CIPHER, false, [use]);
}

/**
 * A key opens at its own site alone, with all that decides where and how it is sent and whose queue
 * it waits in: who can edit entries can neither send it elsewhere nor swap it with another.
 */
function contextOf(site: Omit<Site, "key">): string {
  const { id, url, shopId = null, defaultLanguage = null, auth = null, installation } = site;
  const named = installation === undefined ? [] : [installation];
  return JSON.stringify([id, url, shopId, defaultLanguage, auth, ...named]);
}

function parameters(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return { name: CIPHER, iv, additionalData: new TextEncoder().encode(context) };
}

function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
