import { computed, signal } from "@preact/signals";
import { en, about as english } from "./en.js";
import type { Dictionary } from "./message.js";
import { words } from "./words.js";

/** What a language says of itself. */
interface About {
  /** In itself, so that those who read it find it. */
  name: string;
  direction: "ltr" | "rtl";
  /** For Intl. */
  locale: string;
}

/** A language that the page can be in. */
export interface Language extends About {
  /** As `lang` has it: the name of its file. */
  code: string;
  load(): Promise<Dictionary>;
  /** What the core and the worker say; English is what they say themselves. */
  loadMessages: (() => Promise<Readonly<Record<string, string>>>) | null;
}

const ABOUT = import.meta.glob<About>(["./??.ts", "!./en.ts"], {
  query: "?about",
  import: "about",
  eager: true,
});
const LOADS = import.meta.glob<Dictionary>(["./??.ts", "!./en.ts"], {
  query: "?texts",
  import: "default",
});
const MESSAGE_LOADS = import.meta.glob<Readonly<Record<string, string>>>(["./??.ts", "!./en.ts"], {
  query: "?messages",
  import: "messages",
});

function languageOf(path: string, about: About): Language {
  const code = path.slice("./".length, -".ts".length);
  return {
    ...about,
    code,
    load: LOADS[path] ?? (async () => en),
    loadMessages: MESSAGE_LOADS[path] ?? null,
  };
}

const ENGLISH = languageOf("./en.ts", english);
const others = Object.entries(ABOUT).map(([path, about]) => languageOf(path, about));

/** In the order of the list to choose from. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  ...others.sort((one, other) => (one.name < other.name ? -1 : 1)),
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
