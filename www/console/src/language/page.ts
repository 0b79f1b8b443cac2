import { computed, signal } from "@preact/signals";
import { en } from "./en.js";
import type { Dictionary } from "./message.js";
import { words } from "./words.js";

/** A language that the page can be in. */
export interface Language {
  /** As `lang` has it. */
  code: string;
  /** In itself, so that those who read it find it. */
  name: string;
  direction: "ltr" | "rtl";
  /** For Intl; ids and amounts stand side by side, and keep the same digits. */
  locale: string;
  load(): Promise<Dictionary>;
}

const ENGLISH: Language = {
  code: "en",
  name: "English",
  direction: "ltr",
  locale: "en",
  load: async () => en,
};

/** In the order of the list to choose from. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  {
    code: "fr",
    name: "Français",
    direction: "ltr",
    locale: "fr",
    load: async () => (await import("./fr.js")).default,
  },
  {
    code: "ar",
    name: "العربية",
    direction: "rtl",
    locale: "ar-u-nu-latn",
    load: async () => (await import("./ar.js")).default,
  },
];

const PLACE = "language";

/** The language that the page is in. */
export const pageLanguage = signal<Language>(ENGLISH);

/** How it writes numbers and dates. */
export const pageLocale = computed(() => pageLanguage.value.locale);

/** The one that was asked for last, which may still be on its way. */
let wanted = ENGLISH;

/** Puts the page into a language; all that is shown stays, and says the same in it. */
export async function switchTo(language: Language): Promise<void> {
  wanted = language;
  const loaded = await language.load();
  if (wanted !== language) return;
  document.documentElement.lang = language.code;
  document.documentElement.dir = language.direction;
  pageLanguage.value = language;
  words.value = loaded;
}

/** What the visitor chose before, or what the browser asks for; English otherwise. */
export function preferredLanguage(): Language {
  const asked = [chosenBefore() ?? "", ...navigator.languages];
  const codes = asked.map((one) => one.toLowerCase().split("-")[0]);
  const [first] = codes.flatMap((code) => LANGUAGES.find((one) => one.code === code) ?? []);
  return first ?? ENGLISH;
}

/** Remembers a choice for the next visit. */
export function rememberLanguage({ code }: Language): void {
  try {
    localStorage.setItem(PLACE, code);
  } catch {
    // A browser that stores nothing asks again.
  }
}

function chosenBefore(): string | null {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null;
  }
}
