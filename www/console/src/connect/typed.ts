import { signal } from "@preact/signals";

/** What was typed into the forms of this page; it stays while one looks elsewhere, never a secret's copy. */
export interface Typed {
  url: string;
  secret: string;
  shopId: string;
  isKeyInAddress: boolean;
  isKept: boolean;
}

const NOTHING: Typed = { url: "", secret: "", shopId: "", isKeyInAddress: false, isKept: false };

/** By form; a secret leaves when its shop is open. */
export const typed = {
  worker: signal<Typed>(NOTHING),
  direct: signal<Typed>(NOTHING),
};

/** Forgets the secrets: what they open is open. */
export function forgetTyped(): void {
  for (const one of Object.values(typed)) one.value = { ...one.peek(), secret: "" };
}
