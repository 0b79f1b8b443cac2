// The phases of a write in which a worker may be ended, each held until a test lets it go on.
import { deferred } from "./deferred.mjs";
import { isReading } from "./shop.mjs";

/**
 * By name: `reached` is whether the write has come to the shop by then, `saved` whether it is saved
 * when the worker is gone. `hold(shop)` gives `{ isThere, release, land }`: it is there, it may go
 * on, and the shop carries out what it still has.
 */
export const PHASES = {
  "before the intent": {
    reached: false,
    saved: false,
    hold: (shop) => holdAt(shop, ({ isRead, hasWritten }) => isRead && !hasWritten),
  },
  "during the request, ahead of the shop's saving": {
    reached: true,
    saved: false,
    hold: (shop) => holdAt(shop, ({ isWrite }) => isWrite),
  },
  "during the request, behind the shop's saving": {
    reached: true,
    saved: true,
    hold: (shop) => holdAt(shop, ({ isWrite }) => isWrite, true),
  },
  "while it is read again": {
    reached: true,
    saved: true,
    hold: (shop) => holdAt(shop, ({ isRead, hasWritten }) => isRead && hasWritten),
  },
};

/** Those that only code inside of the worker can hold; see `hold-fetch.mjs`. */
export const INSIDE = {
  "between intent and request": { reached: false, saved: false, at: "before" },
  "between answer and settling": { reached: true, saved: true, at: "after" },
};

function holdAt(shop, isIt, carriesOut = false) {
  const [there, released] = [deferred(), deferred()];
  let hasWritten = false;
  let isHeld = false;
  let land = () => {};
  shop.before = async ({ method, url, answer }) => {
    const isWrite = method !== "GET";
    const isRead = !isWrite && isReading(url, "customers", 3);
    const isHere = !isHeld && isIt({ isWrite, isRead, hasWritten });
    hasWritten ||= isWrite;
    if (!isHere) return undefined;
    isHeld = true;
    // What the shop answers to a write it has carried out is made at once, and held.
    const made = carriesOut ? answer() : undefined;
    if (isWrite && !carriesOut) land = () => answer();
    there.resolve();
    await released.promise;
    return made && { status: made.status, headers: made.headers, body: made.body };
  };
  return { isThere: there.promise, release: released.resolve, land: () => land() };
}
