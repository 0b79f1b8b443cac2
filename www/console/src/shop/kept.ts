import type { Target } from "./connection.js";

/** A connection that has a secret. */
export type KeptTarget = Exclude<Target, { kind: "demo" }>;

const PLACE = "connection";

/** Keeps a connection with its secret until the tab is closed; only where the visitor asks for it. */
export function keep(target: KeptTarget): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(target));
  } catch {
    // It lasts as long as the page.
  }
}

/** What was kept, if anything. */
export function kept(): KeptTarget | null {
  try {
    const text = sessionStorage.getItem(PLACE);
    return text === null ? null : (JSON.parse(text) as KeptTarget);
  } catch {
    // A browser that stores nothing keeps nothing.
    return null;
  }
}

/** Forgets it. */
export function forget(): void {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // There is nothing to forget.
  }
}
