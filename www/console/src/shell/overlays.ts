import { signal } from "@preact/signals";

/** What lies over the page; only one thing at a time. */
export type Overlay = "finder" | "shop" | "keys" | "more";

/** The one that is open. */
export const overlay = signal<Overlay | null>(null);

/** Closes it. */
export function closeOverlay(): void {
  overlay.value = null;
}
