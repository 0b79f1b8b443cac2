import { effect } from "@preact/signals";
import { route } from "../state/route.js";
import { openNamed, shop } from "../state/session.js";
import { followEntries } from "../write/settling.js";

/** Opens the shop that the address names, or the last one; and another one when a link names it. */
export async function beginSession(): Promise<void> {
  followEntries();
  await openNamed(route.value.shop);
  let before = route.value.shop;
  effect(() => {
    const named = route.value.shop;
    if (named === before) return;
    before = named;
    if (named !== null && named !== shop.peek()?.ref) void openNamed(named);
  });
}
