import { pageLocale } from "../language/page.js";
import { textNow } from "../language/words.js";
import type { TextLanguage } from "../shop/record.js";

/** The direction of a language, as the attribute says it. */
export function directionOf({ isRightToLeft }: TextLanguage): "rtl" | "ltr" {
  return isRightToLeft ? "rtl" : "ltr";
}

/** What the page's reader calls a language, in a sentence: "French"; else as the shop calls it. */
export function languageName({ code, name }: TextLanguage): string {
  try {
    const names = new Intl.DisplayNames(pageLocale.value, { type: "language", fallback: "none" });
    return names.of(code) ?? textNow(name);
  } catch {
    return textNow(name);
  }
}
