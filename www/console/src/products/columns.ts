import { signal } from "@preact/signals";
import { pageLanguage } from "../language/page.js";
import type { TextLanguage } from "../shop/record.js";

/** So many languages stand side by side at most. */
const MOST_COLUMNS = 4;
const USUAL_COLUMNS = 2;

/** As the styles have it: a phone shows one language at a time. */
const NARROW = matchMedia("(max-width: 820px)");

/** Whether there is only room for one language. */
export const isNarrow = signal(NARROW.matches);
NARROW.addEventListener("change", ({ matches }) => {
  isNarrow.value = matches;
});

/** The languages that were chosen, by their codes; `null` for those that come by themselves. */
const chosen = signal<readonly string[] | null>(null);

/** The one that a phone shows; `null` for the page's own. */
const single = signal<string | null>(null);

/** The languages that are shown, in the order of the shop. */
export function shownLanguages(all: readonly TextLanguage[]): readonly TextLanguage[] {
  if (isNarrow.value) {
    const own = single.value ?? pageLanguage.value.code;
    const one = all.find(({ code }) => code === own) ?? usualLanguages(all)[0];
    return one === undefined ? [] : [one];
  }
  const codes = chosen.value;
  const picked = codes === null ? [] : all.filter(({ code }) => codes.includes(code));
  return picked.length > 0 ? picked : usualLanguages(all);
}

/** The first one of the shop, and that of the page; where they are one, the next active one. */
function usualLanguages(all: readonly TextLanguage[]): readonly TextLanguage[] {
  const active = all.filter(({ isActive }) => isActive);
  const [first = all[0], second] = active;
  const own = all.find(({ code }) => code === pageLanguage.value.code);
  const usual = own === undefined || own === first ? [first, second] : [first, own];
  return all.filter((one) => usual.includes(one)).slice(0, USUAL_COLUMNS);
}

/** Shows a language, or hides it where it is shown beside others; on a phone shows it alone. */
export function toggleLanguage(all: readonly TextLanguage[], { code }: TextLanguage): void {
  if (isNarrow.value) {
    single.value = code;
    return;
  }
  const shown = shownLanguages(all).map((one) => one.code);
  const next = shown.includes(code) ? shown.filter((one) => one !== code) : [...shown, code];
  if (next.length > 0) chosen.value = next.slice(-MOST_COLUMNS);
}

/** Shows a language, whatever else is shown. */
export function showLanguage(all: readonly TextLanguage[], language: TextLanguage): void {
  if (!shownLanguages(all).includes(language)) toggleLanguage(all, language);
}
