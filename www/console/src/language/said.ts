import { signal } from "@preact/signals";
import { type Dictionary, type DisplayText, textIn } from "./message.js";
import { type Language, pageLanguage } from "./page.js";
import { plainly } from "./plain.js";
import { words } from "./words.js";

/** Says a text of the core or a worker in one language. */
type Say = (text: string) => string;

/** How many texts are kept: a page shows far fewer. */
const MOST_KEPT = 500;

/** How a language says it, once its messages are there. */
const loaded = signal<{ code: string; say: Say } | null>(null);
/** The language whose messages are on their way, or could not be loaded. */
let asked: string | null = null;

/**
 * What the core or the worker said, in the language that the page is in. What a shop said comes as it
 * is, and so does everything until the messages of a language are there: then it is shown again.
 */
export function said(text: string): string {
  const language = pageLanguage.value;
  const { loadMessages, code } = language;
  if (loadMessages === null) return plainly(text, words.value.fields);
  const ready = loaded.value;
  if (ready?.code === code) return ready.say(text);
  if (asked !== code) {
    asked = code;
    load(language, loadMessages).catch(() => {
      // Without the network it is said in English; the next change of language asks again.
      asked = null;
    });
  }
  return text;
}

/** Texts of the page and of the core one after the other, each in the language of the page. */
export function saidAll(texts: readonly DisplayText[], words: Dictionary): string {
  return texts
    .map((one) => said(textIn(one, words)))
    .filter((one) => one !== "")
    .join(" ");
}

async function load(
  { code, locale, direction }: Language,
  loadMessages: NonNullable<Language["loadMessages"]>,
): Promise<void> {
  const [{ translate }, messages] = await Promise.all([
    import("@aismarttalk/prestashop/messages"),
    loadMessages(),
  ]);
  const dictionary = { locale, direction, messages, labels: words.peek().fields };
  const kept = new Map<string, string>();
  const say = (text: string) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const words = translate(text, dictionary);
    kept.set(text, words);
    return words;
  };
  loaded.value = { code, say };
}
