import type { Config } from "dompurify";
import { h } from "./element.js";

/** What makes a text readable, and nothing that loads, links, styles or runs. */
const ALLOWED: Config = {
  ALLOWED_TAGS: [
    ..."p br hr b strong i em u s sub sup small mark abbr q cite blockquote pre code".split(" "),
    ..."h1 h2 h3 h4 h5 h6 ul ol li dl dt dd div span".split(" "),
    ..."table caption thead tbody tfoot tr th td".split(" "),
  ],
  ALLOWED_ATTR: ["dir", "lang", "colspan", "rowspan"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const TITLE = "The formatted text";

/** HTML of the shop as it would look, once somebody wants to see it. */
export function formattedFold(html: string): HTMLElement {
  const fold = h(
    "details",
    { class: "raw formatted" },
    h("summary", {}, "Show formatted"),
    h("p", { class: "hint" }, "Without its pictures, links and colours."),
  );
  fold.addEventListener("toggle", async () => fold.append(await frame(html)), { once: true });
  return fold;
}

/** A document of its own: cleaned, and in a frame that may neither run nor reach anything. */
async function frame(html: string): Promise<HTMLElement> {
  const { default: purify } = await import("dompurify");
  const clean = purify.sanitize(html, ALLOWED);
  const page = [
    '<!doctype html><html><head><meta charset="utf-8">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${TITLE}</title></head><body dir="auto"><main>${clean}</main></body></html>`,
  ];
  return h("iframe", { sandbox: "", srcdoc: page.join(""), title: TITLE, class: "formattedframe" });
}
