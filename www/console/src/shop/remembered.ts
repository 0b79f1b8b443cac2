import type { NamedTarget, ShopRef, Target } from "./ref.js";
import { targetOf } from "./ref.js";
import { isSecretKept, opened } from "./secrets.js";

/** A shop that was open in this browser. */
export interface RecentShop {
  ref: ShopRef;
  name: string;
}

/** Across tabs: the last shops by ref and name, never a secret. */
const RECENT = "shops";
/** Of this tab: the ref. */
const CURRENT = "shop";
const MOST = 8;

/** Remembers the shop that is open now. */
export function remember(shop: RecentShop): void {
  const others = recentShops().filter(({ ref }) => ref !== shop.ref);
  const { ref, name } = shop;
  write(localStore, RECENT, JSON.stringify([{ ref, name }, ...others].slice(0, MOST)));
  write(tabStore, CURRENT, ref);
}

/** The last shops, the newest first. */
export function recentShops(): readonly RecentShop[] {
  try {
    const value: unknown = JSON.parse(read(localStore, RECENT) ?? "[]");
    return Array.isArray(value) ? value.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Takes a shop off the list. */
export function forgetShop(ref: ShopRef): void {
  const others = recentShops().filter((one) => one.ref !== ref);
  write(localStore, RECENT, JSON.stringify(others));
}

/** What the page begins with. */
export type Opening =
  /** The shop of the link, of this tab, or the last one; its secret is there, or it has none. */
  | { kind: "connect"; target: Target; isKept: boolean }
  /** Its secret is not there: the visitor is asked for it. */
  | {
      kind: "ask";
      target: Exclude<NamedTarget, { way: "demo" }>;
      ref: ShopRef;
      name: string | null;
    }
  /** Nothing is remembered, or the link names no shop. */
  | { kind: "welcome"; isLinkWrong: boolean };

/** What to begin with, by the shop that the link names, if any. */
export function openingOf(link: string | null): Opening {
  const ref = link ?? read(tabStore, CURRENT) ?? lastShop();
  if (ref === undefined) return { kind: "welcome", isLinkWrong: false };
  const target = targetOf(ref);
  if (target === null) return { kind: "welcome", isLinkWrong: link !== null };
  const whole = opened(target);
  if (whole !== null) return { kind: "connect", target: whole, isKept: isSecretKept(target) };
  const name = recentShops().find((one) => one.ref === ref)?.name ?? null;
  return {
    kind: "ask",
    target: target as Exclude<NamedTarget, { way: "demo" }>,
    ref: ref as ShopRef,
    name,
  };
}

/** The last one; where the sample shop would stand in for a real one, none. */
function lastShop(): ShopRef | undefined {
  const [last, ...others] = recentShops().map(({ ref }) => ref);
  return last !== undefined && isDemo(last) && !others.every(isDemo) ? undefined : last;
}

function isDemo(ref: ShopRef): boolean {
  return ref.startsWith("demo:");
}

function isRecent(value: unknown): value is RecentShop {
  const { ref, name } = Object(value) as Partial<RecentShop>;
  return typeof ref === "string" && typeof name === "string" && targetOf(ref) !== null;
}

/** Storage that a browser may refuse even to name. */
type StorageGetter = () => Storage;
const localStore: StorageGetter = () => localStorage;
const tabStore: StorageGetter = () => sessionStorage;

function read(storage: StorageGetter, name: string): string | null {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
}

function write(storage: StorageGetter, name: string, text: string): void {
  try {
    storage().setItem(name, text);
  } catch {
    // What cannot be stored is not remembered.
  }
}
