import {
  type Attrs,
  type MarkSpec,
  type NodeSpec,
  Schema,
  type TagParseRule,
} from "prosemirror-model";
import { attributeName, inertBody, ownHtml } from "../inert.js";

/** An attribute of HTML, kept as it was written. */
export type Kept = readonly (readonly [name: string, value: string])[];

/** Elements around words that the editor has no button for: they stay as they are. */
const OTHER_INLINE =
  "span font small big sub sup s strike del ins abbr cite q mark tt kbd samp var bdi bdo time label".split(
    " ",
  );

/** Elements around blocks. */
const BOXES = "div section article aside header footer main nav address center".split(" ");

/** Blocks that are shown and kept, and changed in HTML only. */
const RAW = "table figure dl video audio picture details map".split(" ");

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];

function keptOf(element: HTMLElement): Kept {
  return [...element.attributes].map(({ name, value }) => [attributeName(name), value]);
}

function rulesFor(tags: readonly string[], more: Partial<TagParseRule> = {}): TagParseRule[] {
  return tags.map((tag) => ({
    tag,
    ...more,
    getAttrs: (element) => ({ tag, kept: keptOf(element) }),
  }));
}

function block(tag: string, content: string, tags = [tag], more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    content,
    group: "block",
    attrs: { tag: { default: tag }, kept: { default: [] } },
    parseDOM: rulesFor(tags),
    // Shown without its attributes: a style of the shop's could lay itself over the page.
    toDOM: ({ attrs }) => [shownTag(attrs), 0],
    ...more,
  };
}

function mark(tag: string, tags: readonly string[], more: Partial<MarkSpec> = {}): MarkSpec {
  return {
    attrs: { tag: { default: tag }, kept: { default: [] } },
    parseDOM: rulesFor(tags),
    toDOM: ({ attrs }) => [shownTag(attrs), 0],
    ...more,
  };
}

function shownTag({ tag }: Attrs): string {
  return tag as string;
}

/**
 * What the formatted view can hold. Every element remembers its tag and its attributes, so that
 * what is not touched is written as it was.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: block("p", "inline*", ["p"], {
      attrs: {
        tag: { default: "p" },
        kept: { default: [] },
        // Words without an element of their own around them.
        isBare: { default: true },
      },
      parseDOM: [
        {
          tag: "p",
          getAttrs: (element) => ({ tag: "p", kept: keptOf(element), isBare: false }),
        },
      ],
    }),
    heading: block("h2", "inline*", HEADINGS, {
      defining: true,
      // No heading of the page: a description must not stand among those.
      toDOM: () => ["p", { class: "strong" }, 0],
    }),
    blockquote: block("blockquote", "block+"),
    box: block("div", "block*", BOXES, { toDOM: () => ["div", 0] }),
    bullet_list: block("ul", "list_item*", ["ul"]),
    ordered_list: block("ol", "list_item*", ["ol"]),
    list_item: block("li", "paragraph block*", ["li"], { group: "", defining: true }),
    preformatted: block("pre", "text*", ["pre"], {
      code: true,
      parseDOM: rulesFor(["pre"], { preserveWhitespace: "full" }),
    }),
    rule: block("hr", "", ["hr"], { toDOM: () => ["hr"] }),
    raw: {
      group: "block",
      atom: true,
      attrs: { html: { default: "" } },
      parseDOM: RAW.map((tag) => ({
        tag,
        getAttrs: ({ outerHTML }) => ({ html: ownHtml(outerHTML) }),
      })),
      toDOM: ({ attrs }) => ["div", { class: "cleaned" }, textIn(attrs.html as string)],
    },
    text: { group: "inline" },
    line_break: {
      ...block("br", "", ["br"], { toDOM: () => ["br"] }),
      inline: true,
      group: "inline",
      selectable: false,
    },
    image: {
      ...block("img", "", ["img"], {
        // Its address may be anybody's: it is named, and not asked for.
        toDOM: ({ attrs }) => ["span", { class: "cleaned" }, imageName(attrs.kept as Kept)],
      }),
      inline: true,
      group: "inline",
      draggable: true,
    },
  },
  marks: {
    // A link of the shop's leads nowhere from here.
    link: mark("a", ["a"], {
      inclusive: false,
      toDOM: ({ attrs }) => [
        "span",
        { class: "link", title: keptValue(attrs.kept as Kept, "href") },
        0,
      ],
    }),
    strong: mark("strong", ["strong", "b"]),
    emphasis: mark("em", ["em", "i"]),
    underline: mark("u", ["u"]),
    code: mark("code", ["code"]),
    other: mark("span", OTHER_INLINE, { excludes: "", toDOM: () => ["span", 0] }),
  },
});

/** The value of a kept attribute; empty where it is not there. */
export function keptValue(kept: Kept, name: string): string {
  return kept.find(([one]) => one === name)?.[1] ?? "";
}

function imageName(kept: Kept): string {
  const file = keptValue(kept, "src").split(/[?#]/u)[0]?.split("/").at(-1);
  return keptValue(kept, "alt") || file || "<img>";
}

/** What a block that is not edited here says, to tell it apart. */
function textIn(html: string): string {
  const body = inertBody(html);
  const tag = body.firstElementChild?.localName ?? "";
  return `<${tag}> ${(body.textContent ?? "").replace(/\s+/gu, " ").trim()}`;
}
