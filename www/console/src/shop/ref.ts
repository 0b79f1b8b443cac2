import { type DemoChoice, FIRST_CHOICE, HOSTS, KEYS, VERSIONS } from "./demo-choices.js";
import { isThisMachine } from "./this-machine.js";

/** How a shop is reached: the sample shop in this page, straight from the browser, or by a worker. */
export type Way = "demo" | "direct" | "worker";

/** Where the key travels. */
export type Auth = "basic" | "query";

/**
 * A shop by a text that can stand in a link and holds no secret: `demo:8.2/shop-1`,
 * `direct:https://shop.example`, `direct:https://shop.example|2` for one of several,
 * `worker:https://worker.example|my-shop`. `|query` at the end: the key travels in the address.
 */
export type ShopRef = `${Way}:${string}`;

/** Where to connect to, with what opens it. */
export type Target = DemoTarget | DirectTarget | WorkerTarget;

/** The sample shop in this page. */
export interface DemoTarget {
  way: "demo";
  choice: DemoChoice;
  auth: Auth;
}

/** A shop by its address. */
export interface DirectTarget {
  way: "direct";
  url: string;
  key: string;
  shopId?: number;
  auth: Auth;
}

/** A shop that an edge worker knows. */
export interface WorkerTarget {
  way: "worker";
  url: string;
  token: string;
  /** The id of one of the token's sites; the first without it. */
  site?: string;
}

/** Where to connect to, as a link tells: all but the secret. */
export type NamedTarget = DemoTarget | Omit<DirectTarget, "key"> | Omit<WorkerTarget, "token">;

const QUERY = "query";

/** What a target is called in links. */
export function refOf(target: NamedTarget): ShopRef {
  if (target.way === "worker") return worded("worker", addressOf(target.url), target.site);
  const auth = target.auth === "query" ? QUERY : undefined;
  if (target.way === "direct") {
    return worded("direct", addressOf(target.url), target.shopId?.toString(), auth);
  }
  const { version, key, host } = target.choice;
  const place = [version, key.name, ...(host.name === "" ? [] : [host.name])].join("/");
  return worded("demo", place, auth);
}

function worded(way: Way, ...parts: (string | undefined)[]): ShopRef {
  return `${way}:${parts.filter((one) => one !== undefined).join("|")}`;
}

/** Where a link leads to, but for the secret; `null` for what is no shop. */
export function targetOf(ref: string): NamedTarget | null {
  const [, way, rest] = /^(demo|direct|worker):(.*)$/s.exec(ref) ?? [];
  const [place = "", ...parts] = (rest ?? "").split("|");
  if (way === "demo") return demoOf(place, authOf(parts));
  if (!isWebAddress(place)) return null;
  const url = addressOf(place);
  if (way === "worker") {
    const [site] = parts;
    return site ? { way, url, site } : { way, url };
  }
  if (way !== "direct") return null;
  const shop = parts.find((one) => /^[1-9]\d{0,8}$/.test(one));
  const auth = authOf(parts);
  return shop === undefined ? { way, url, auth } : { way, url, shopId: Number(shop), auth };
}

function authOf(parts: readonly string[]): Auth {
  return parts.includes(QUERY) ? "query" : "basic";
}

function demoOf(place: string, auth: Auth): DemoTarget | null {
  const [versionName = "", keyName = FIRST_CHOICE.key.name, hostName = ""] = place.split("/");
  const version = VERSIONS.find((one) => one === versionName);
  const key = KEYS.find(({ name }) => name === keyName);
  const host = HOSTS.find(({ name }) => name === hostName);
  if (version === undefined || key === undefined || host === undefined) return null;
  return { way: "demo", choice: { version, key, host }, auth };
}

/** The same address in one spelling, without what could be a secret. */
export function addressOf(given: string): string {
  const text = given.trim();
  const host = /^[^/:]+|^\[[^\]]*\]/.exec(text)?.[0] ?? "";
  const scheme = isThisMachine(host) ? "http" : "https";
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
  if (!URL.canParse(whole)) return text;
  const { origin, pathname } = new URL(whole);
  return origin + pathname.replace(/(\/api)?\/*$/, "");
}

/** Whether a text can be the address of a shop or a worker. */
export function isWebAddress(text: string): boolean {
  const address = text.trim() === "" ? "" : addressOf(text);
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
