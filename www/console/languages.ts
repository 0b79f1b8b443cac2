import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** A file of a language, and the part of it that is meant. */
const PART = /[\\/]language[\\/]\w+\.ts\?(about|texts|messages)$/;

/** The declarations that stand on their own in the file of a language. */
const ABOUT = /^export const about\b[\s\S]*?^\}.*\n/m;
const MESSAGES = /^export const messages\b[\s\S]*?^\}.*\n/m;

/**
 * A language is one file, of which a page loads what it needs: every name at once, the texts with the
 * language, and the messages of the core when the first one is to be shown.
 */
export function languageParts(): Plugin {
  return {
    name: "language-parts",
    enforce: "pre",
    async load(id) {
      const [, part] = PART.exec(id) ?? [];
      if (part === undefined) return null;
      const source = await readFile(id.replace(/\?\w+$/, ""), "utf8");
      if (part === "texts") return source.replace(ABOUT, "").replace(MESSAGES, "");
      const [found = `export const ${part} = {};`] =
        (part === "about" ? ABOUT : MESSAGES).exec(source) ?? [];
      return found;
    },
  };
}
