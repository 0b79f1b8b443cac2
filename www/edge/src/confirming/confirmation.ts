import { isObject } from "../json.js";

/** Minutes in which a preview may be confirmed. */
export const VALID_MINUTES = 15;
/** The longest token that is issued, with room for longer ids of actions and marks. */
export const TOKEN_LENGTH = 255;

const VERSION = "pe1";
/** How the package's own marks begin. */
const OF_PACKAGE = /^ps\d+-/;
const FORM = new RegExp(`^${VERSION}\\.([\\w-]+)\\.([\\w-]{43})$`);

/** What a preview showed, and to whom: all of this has to be the same when it is confirmed. */
export interface Shown {
  site: string;
  caller: string;
  action: string;
  /** As it is run; `preview` and `expect` do not count. */
  input: Readonly<Record<string, unknown>>;
}

/** A token that was issued here and is still valid, opened. */
export interface Confirmed {
  /** The mark of the record as it was shown, for the package. */
  state: string;
  confirmation: Confirmation;
}

/** What is kept of a token, so that it is used once. */
export interface Confirmation {
  id: string;
  /** Until when it is valid, in milliseconds since 1970. */
  until: number;
}

/** Why a token confirms nothing. */
export type Unconfirmed = "foreign" | "other" | "late";

/** Issues and opens the tokens of previews. */
export interface Confirmations {
  issue(shown: Shown, state: string): Promise<string>;
  open(token: string, shown: Shown): Promise<Confirmed | Unconfirmed>;
}

/** Confirmations under a secret that all instances share. */
export function confirmationsUnder(
  key: Promise<CryptoKey>,
  now: () => number = Date.now,
): Confirmations {
  return {
    issue: async (shown, state) => {
      const until = now() + VALID_MINUTES * 60_000;
      const body = encoded(bytes(JSON.stringify([crypto.randomUUID(), until, state])));
      const mac = await crypto.subtle.sign("HMAC", await key, signed(body, shown));
      return `${VERSION}.${body}.${encoded(new Uint8Array(mac))}`;
    },
    open: async (token, shown) => {
      if (OF_PACKAGE.test(token)) return "foreign";
      const [, body = "", mac = ""] = FORM.exec(token) ?? [];
      const bound = read(body);
      const given = decoded(mac);
      if (bound === undefined || given === undefined) return "other";
      const isOurs = await crypto.subtle.verify("HMAC", await key, given, signed(body, shown));
      if (!isOurs) return "other";
      const { id, until, state } = bound;
      return now() < until ? { state, confirmation: { id, until } } : "late";
    },
  };
}

interface Bound extends Confirmation {
  state: string;
}

function signed(body: string, { site, caller, action, input }: Shown) {
  const { preview: _, expect: __, ...rest } = input;
  return bytes(JSON.stringify([VERSION, site, caller, action, canonical(rest), body]));
}

/** The same text for the same input in any order of its members. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const members = Object.keys(value).filter((name) => value[name] !== undefined);
  const pairs = members.sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${pairs.join()}}`;
}

function read(body: string): Bound | undefined {
  const text = decoded(body);
  if (text === undefined) return undefined;
  try {
    const [id, until, state] = JSON.parse(new TextDecoder().decode(text)) as unknown[];
    const isRight =
      typeof id === "string" && typeof until === "number" && typeof state === "string";
    return isRight ? { id, until, state } : undefined;
  } catch {
    return undefined;
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Base64 for addresses. */
function encoded(data: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...data));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
    const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    // Only one spelling is accepted: the last character has unused bits.
    return encoded(data) === text ? data : undefined;
  } catch {
    return undefined;
  }
}
