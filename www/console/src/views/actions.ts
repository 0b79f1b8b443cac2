import { hidden } from "../components/badge.js";
import { h } from "../components/element.js";
import { BULK, routeTo } from "../route.js";
import { type Action, isWriting } from "../services/catalogue.js";
import { byIntent } from "../services/intents.js";

/** What the change of many is called. */
export const BULK_TITLE = "SEO texts from a CSV";
/** The change of many is made of it, and is offered beside it. */
const BULK_ACTION = "update_product_seo";

/** The actions by intent; those the key has no right for are marked, not hidden. */
export function actionsView(
  actions: readonly Action[],
  current: string,
  stopped: ReadonlySet<string>,
  isOpen: boolean,
): HTMLElement {
  const entries = (action: Action) => {
    const { name, title } = action;
    const isStopped = stopped.has(name);
    return [
      entry(name, title, isWriting(action), current, isStopped),
      name === BULK_ACTION && entry(BULK, BULK_TITLE, true, current, isStopped),
    ];
  };
  const groups = byIntent(actions).flatMap(({ label, actions: own }, at) => {
    const id = `intent-${at}`;
    return [
      h("h3", { class: "small", id }, label),
      h("ul", { class: "plain", "aria-labelledby": id }, ...own.flatMap(entries)),
    ];
  });
  const title =
    current === BULK ? BULK_TITLE : (actions.find(({ name }) => name === current)?.title ?? "");
  return h(
    "details",
    { class: "choose", open: isOpen },
    h("summary", { class: "bare" }, h("h2", {}, "Actions"), h("span", { class: "hint" }, title)),
    ...groups,
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
