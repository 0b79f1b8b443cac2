import { computed, signal } from "@preact/signals";
import type { DisplayText } from "../language/message.js";
import type { Access } from "../shop/access.js";
import { connect } from "../shop/connect.js";
import type { Connection } from "../shop/connection.js";
import { type NamedTarget, refOf, type Target } from "../shop/ref.js";
import { openingOf, recentShops, remember } from "../shop/remembered.js";
import { keepSecret } from "../shop/secrets.js";
import { clearLog, noteExchange } from "./log.js";
import { goTo, linkedShop, replaceQuery, route } from "./route.js";

/** The shop that is open; everything the page shows is of it. `null` before there is one. */
export const shop = signal<Connection | null>(null);

/** What its key may do, where that is known. */
export const access = signal<Access | null>(null);

/** A connection that is being made; the shop that is open stays until it has answered. */
export const connecting = signal<{ name: DisplayText; stop(): void } | null>(null);

/** Why the last one failed. */
export const connectError = signal<unknown>(null);

/** How many writes run: no other shop can be opened meanwhile. */
export const writing = signal(0);

/** A shop whose key or token the visitor must give; its form stands filled in. */
export const asked = signal<NamedTarget | null>(null);

/** Whether the shop of the address, or the last one, is being opened: nobody has to be asked yet. */
export const opening = signal(false);

/** Whether the address names no shop that there could be. */
export const isLinkWrong = signal(false);

/** What links, drafts and remembered records call it by. */
export const shopRef = computed(() => shop.value?.ref ?? null);

/** Whether the open shop is the one that the address names: else nothing of it may be shown there. */
export const isShopNamed = computed(() => {
  const named = route.value.shop;
  return shop.value !== null && (named === null || named === shop.value.ref);
});

/** What a shop is called before it has answered. */
export function nameBefore(target: NamedTarget): DisplayText {
  const ref = refOf(target);
  const known = recentShops().find((one) => one.ref === ref)?.name;
  if (known !== undefined) return known;
  if (target.way === "demo") return (w) => w.shell.sampleShop;
  if (target.way === "worker" && target.site !== undefined) return target.site;
  return URL.canParse(target.url) ? new URL(target.url).host : target.url;
}

/**
 * Tries to reach a shop while the one before stays open; `null` where that failed, was stopped or
 * was overtaken by another try, or while something is written.
 */
export async function attempt<T>(
  name: DisplayText,
  reach: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  if (writing.value > 0) return null;
  connecting.value?.stop();
  const stopping = new AbortController();
  const mine = { name, stop: () => stopping.abort() };
  connecting.value = mine;
  connectError.value = null;
  try {
    const reached = await reach(stopping.signal);
    const isWanted = connecting.value === mine && !stopping.signal.aborted && writing.value === 0;
    return isWanted ? reached : null;
  } catch (error) {
    if (connecting.value === mine && !stopping.signal.aborted) connectError.value = error;
    return null;
  } finally {
    if (connecting.value === mine) connecting.value = null;
  }
}

/**
 * Opens a shop in place of the one before, once it has answered; changes nothing where it does not.
 * Whether it could.
 */
export async function openShop(target: Target, isKept = false): Promise<boolean> {
  const next = await reached(target, isKept);
  if (next === null) return false;
  useShop(next);
  // Whoever has chosen a shop is done with choosing.
  if (route.value.page === "connect") goTo("orders");
  return true;
}

async function reached(target: Target, isKept: boolean): Promise<Connection | null> {
  const next = await attempt(nameBefore(target), (signal) => connect(target, noteExchange, signal));
  if (next !== null) keepSecret(target, isKept);
  return next;
}

/** Opens the shop that a link names, or the last one; asks where its key or token is not there. */
export async function openNamed(link: string | null): Promise<void> {
  const begun = openingOf(link);
  asked.value = null;
  isLinkWrong.value = false;
  connectError.value = null;
  if (begun.kind === "welcome") isLinkWrong.value = begun.isLinkWrong;
  else if (begun.kind === "ask") asked.value = begun.target;
  else {
    const { target, isKept } = begun;
    opening.value = true;
    const next = await reached(target, isKept);
    if (next !== null) useShop(next);
    else if (connectError.value !== null && target.way !== "demo") asked.value = target;
    // Another link may have come meanwhile.
    opening.value = connecting.value !== null;
  }
}

function useShop(next: Connection): void {
  const before = shop.value;
  if (before?.ref !== next.ref) clearLog();
  access.value = null;
  asked.value = null;
  isLinkWrong.value = false;
  const isRightPlace =
    route.value.shop === null ? before === null : route.value.shop !== before?.ref;
  linkedShop.value = next.ref;
  shop.value = next;
  remember(next);
  // A record of the shop before is none of this one.
  const { page, query } = route.value;
  if (before !== null && before.ref !== next.ref && !isRightPlace) goTo(page);
  else replaceQuery(query);
}
