import { computed, signal } from "@preact/signals";
import type { DisplayText } from "../language/message.js";
import type { Access } from "../shop/access.js";
import type { Connection, Target } from "../shop/connection.js";
import { connect } from "../shop/shop.js";
import { clearLog, noteExchange } from "./log.js";
import { linkedShop } from "./route.js";

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

/** What links, drafts and remembered records call it by. */
export const shopRef = computed(() => shop.value?.ref ?? null);

/**
 * Opens a shop in place of the one before, once it has answered; changes nothing where it does not.
 * Whether it could.
 */
export async function openShop(target: Target, name: DisplayText): Promise<boolean> {
  connecting.value?.stop();
  const stopping = new AbortController();
  const mine = { name, stop: () => stopping.abort() };
  connecting.value = mine;
  connectError.value = null;
  try {
    const next = await connect(target, noteExchange, stopping.signal);
    if (connecting.value !== mine) return false;
    useShop(next);
    return true;
  } catch (error) {
    if (connecting.value === mine && !stopping.signal.aborted) connectError.value = error;
    return false;
  } finally {
    if (connecting.value === mine) connecting.value = null;
  }
}

function useShop(next: Connection): void {
  if (shop.value?.ref !== next.ref) clearLog();
  access.value = null;
  linkedShop.value = next.ref;
  shop.value = next;
}
