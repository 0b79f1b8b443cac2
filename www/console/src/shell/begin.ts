import { effect } from "@preact/signals";
import { isBusy } from "../state/log.js";
import { route } from "../state/route.js";
import { openNamed, shop } from "../state/session.js";
import { followEntries } from "../write/settling.js";

import { keepForOffline } from "./offline.js";

/** The page has begun to read by then what it shows first. */
const FIRST_READ_MS = 500;

/** Opens the shop that the address names, or the last one; and another one when a link names it. */
export async function beginSession(): Promise<void> {
  followEntries();
  await openNamed(route.value.shop);
  setTimeout(keepOnceQuiet, FIRST_READ_MS);
  let before = route.value.shop;
  effect(() => {
    const named = route.value.shop;
    if (named === before) return;
    before = named;
    if (named !== null && named !== shop.peek()?.ref) void openNamed(named);
  });
}

/** What is kept for offline must not compete with what the first answer needs. */
function keepOnceQuiet(): void {
  let isKept = false;
  effect(() => {
    if (isKept || isBusy.value) return;
    isKept = true;
    void keepForOffline();
  });
}
