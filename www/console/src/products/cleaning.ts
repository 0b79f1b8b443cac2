import { elementName, inertBody, inertHtml, ownHtml } from "./inert.js";

/** What a shop does to HTML that it does not want. */
export interface Cleaning {
  /** The shop refuses to save the text at all because of these. */
  refused: readonly string[];
  /** The shop saves the text without these. */
  taken: readonly string[];
}

/**
 * What makes PrestaShop refuse a text: its check reads the plain text, so that words can look like
 * an event attribute, too.
 */
const REFUSED: readonly RegExp[] = [
  /<\s*script\b[^>]*>?/giu,
  /<\s*(?:i?frame|form|input|embed|object)\b[^>]*>?/giu,
  /\bon[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/giu,
  /(?:java|vb)script\s*:/giu,
  /\u202e/gu,
];

/** Elements that are always taken out, and not what stands in them. */
const TAKEN_ELEMENTS =
  "style,link,meta,base,svg,math,button,select,textarea,canvas,template,noscript";

/** What the shop is expected to do: foretold by what PrestaShop does as it is delivered. */
export function cleaningOf(html: string): Cleaning {
  const refused = REFUSED.flatMap((pattern) => html.match(pattern) ?? []).map(shortened);
  return { refused: [...new Set(refused)], taken: takenOf(html) };
}

function takenOf(html: string): string[] {
  // A document without a window: nothing in it runs or loads.
  const body = inertBody(html);
  const elements = [...body.querySelectorAll(TAKEN_ELEMENTS)].map(
    ({ localName }) => `<${elementName(localName)}>`,
  );
  const attributes = [...body.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(isTaken).map(({ name, value }) => `${name}="${value}"`),
  );
  const comments = html.match(/<!--[\s\S]*?(?:-->|$)/gu) ?? [];
  return [...new Set([...elements, ...attributes, ...comments].map(shortened))];
}

function isTaken({ name, value }: Attr): boolean {
  if (name.startsWith("data-") || name.startsWith("aria-") || name === "contenteditable")
    return true;
  return (name === "src" || name === "href") && /^\s*data:/iu.test(value);
}

const MOST_SHOWN = 40;

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ")];
  return characters.length > MOST_SHOWN
    ? `${characters.slice(0, MOST_SHOWN).join("")}…`
    : characters.join("");
}

/** The text without what the shop would refuse it for. */
export async function withoutRefused(html: string): Promise<string> {
  const { default: purify } = await import("dompurify");
  const clean = purify.sanitize(inertHtml(html), {
    FORBID_TAGS: [
      "form",
      "input",
      "embed",
      "object",
      "iframe",
      "frame",
      "script",
      "style",
      "template",
    ],
    ADD_ATTR: ["target", "kept-style"],
  });
  // What is left reads like an event attribute, or turns the direction of the text.
  return ownHtml(clean).replace(/\u202e/gu, "");
}
