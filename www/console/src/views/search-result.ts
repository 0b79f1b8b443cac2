import type { GetProductOutput, ListLanguagesOutput } from "@aismarttalk/prestashop";
import { h } from "../components/element.js";
import { more } from "../components/more.js";
import { plainly, withoutTags } from "../components/text.js";
import type { Fields } from "../components/value.js";
import type { Message } from "../language/message.js";
import type { AnswerContext } from "./context.js";

/** What search engines usually show before they cut a text. */
const USUAL = { title: 60, description: 160 };

/** A product as a search engine might list it, and how long its texts are. */
export function searchResult(product: Fields): HTMLElement {
  const [title, description] = [textOf(product.meta_title), textOf(product.meta_description)];
  const slug = textOf(product.link_rewrite);
  return h(
    "div",
    { class: "searchresult" },
    h(
      "div",
      { class: "result", role: "group", "aria-label": (w) => w.product.searchResult },
      h("p", { class: "resultplace" }, h("bdi", {}, ...plainly(`… › ${slug}`))),
      h(
        "p",
        { class: "resulttitle", dir: "auto" },
        ...plainly(cut(title || textOf(product.name), USUAL.title)),
      ),
      h(
        "p",
        { class: "resulttext", dir: "auto" },
        ...plainly(
          cut(description || withoutTags(textOf(product.description_short)), USUAL.description),
        ),
      ),
    ),
    bar(
      (w) => w.product.title,
      title,
      USUAL.title,
      (w) => w.product.noTitle,
    ),
    bar(
      (w) => w.product.description,
      description,
      USUAL.description,
      (w) => w.product.noDescription,
    ),
  );
}

/** The same in every active language, one after the other. */
export function inEveryLanguage(id: number, { ask }: AnswerContext): HTMLElement {
  return more(
    (w) => w.product.inEveryLanguage,
    async () => {
      const { languages } = (await ask("list_languages", {})) as ListLanguagesOutput;
      const parts: HTMLElement[] = [];
      for (const { id: language, name } of languages.filter(({ active }) => active)) {
        const { products } = (await ask("get_product", { id, language })) as GetProductOutput;
        const [product] = products;
        if (product === undefined) continue;
        const fields: Fields = { ...product };
        parts.push(h("section", {}, h("h4", {}, h("bdi", {}, name)), searchResult(fields)));
      }
      return h("div", { class: "everylanguage" }, ...parts);
    },
  );
}

function bar(label: Message, text: string, usual: number, none: Message): HTMLElement {
  const length = [...text].length;
  const filled = h("span", { class: "filled" });
  filled.style.width = `${Math.min(100, (length / usual) * 100)}%`;
  const state = length === 0 ? "empty" : length > usual ? "over" : "fits";
  return h(
    "div",
    { class: "lengthbar", "data-state": state },
    h("span", { class: "lengthname" }, label),
    h("span", { class: "track", "aria-hidden": "true" }, filled),
    h("span", { class: "hint" }, length === 0 ? none : (w) => w.product.length(length, usual)),
  );
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length).join("").trimEnd()} …` : text;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
