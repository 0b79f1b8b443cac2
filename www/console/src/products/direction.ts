import type { TextLanguage } from "../shop/record.js";

/** The direction of a language, as the attribute says it. */
export function directionOf({ isRightToLeft }: TextLanguage): "rtl" | "ltr" {
  return isRightToLeft ? "rtl" : "ltr";
}
