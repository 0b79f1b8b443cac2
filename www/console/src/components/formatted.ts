import type { Config } from "dompurify";
import { words } from "../language/live.js";
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

/** HTML of the shop as it would look, once somebody wants to see it. */
export function formattedFold(html: string): HTMLElement {
  const fold = h(
    "details",
    { class: "raw formatted" },
    h("summary", {}, (w) => w.value.showFormatted),
    h("p", { class: "hint" }, (w) => w.value.formattedHint),
  );
  let isAsked = false;
  fold.addEventListener("toggle", async () => {
    if (!fold.open || isAsked) return;
    isAsked = true;
    try {
      fold.append(await frame(html));
    } catch {
      // What cleans the HTML did not load, as when the page is left meanwhile: opening tries again.
      isAsked = false;
    }
  });
  return fold;
}

/** A document of its own: cleaned, and in a frame that may neither run nor reach anything. */
async function frame(html: string): Promise<HTMLElement> {
  const { default: purify } = await import("dompurify");
  const clean = purify.sanitize(html, ALLOWED);
  const title = words().value.formatted;
  const page = [
    '<!doctype html><html><head><meta charset="utf-8">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${title}</title></head><body dir="auto"><main>${clean}</main></body></html>`,
  ];
  return h("iframe", {
    sandbox: "",
    srcdoc: page.join(""),
    title: (w) => w.value.formatted,
    class: "formattedframe",
  });
}
