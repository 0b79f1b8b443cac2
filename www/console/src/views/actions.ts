import { hidden } from "../components/badge.js";
import { h } from "../components/element.js";
import { BULK, routeTo } from "../route.js";
import { type Action, isWriting } from "../services/catalogue.js";

const BULK_TITLE = "SEO texts from a CSV";
/** The change of many is made of it, and is offered where it is. */
const BULK_ACTION = "update_product_seo";

/** The list of actions; those the key has no right for are marked, not hidden. */
export function actionsView(
  actions: readonly Action[],
  current: string,
  stopped: ReadonlySet<string>,
  isOpen: boolean,
): HTMLElement {
  const items = actions.map((action) =>
    entry(action.name, action.title, isWriting(action), current, stopped.has(action.name)),
  );
  const isOffered = actions.some(({ name }) => name === BULK_ACTION);
  const bulk = isOffered && entry(BULK, BULK_TITLE, true, current, stopped.has(BULK_ACTION));
  const title =
    current === BULK ? BULK_TITLE : (actions.find(({ name }) => name === current)?.title ?? "");
  return h(
    "details",
    { class: "choose", open: isOpen },
    h("summary", { class: "bare" }, h("h2", {}, "Actions"), h("span", { class: "hint" }, title)),
    h("ul", { class: "plain" }, ...items, bulk),
  );
}

function entry(
  name: string,
  title: string,
  writes: boolean,
  current: string,
  isStopped: boolean,
): HTMLElement {
  return h(
    "li",
    {},
    h(
      "a",
      { href: routeTo(name), "aria-current": name === current ? "page" : null },
      h("span", {}, title),
      writes && h("span", { class: "writes" }, "writes"),
      isStopped && h("span", { class: "lock", title: "The key lacks a right" }, "✕"),
      isStopped && hidden(" (the key lacks a right)"),
    ),
  );
}
