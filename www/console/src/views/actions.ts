import { hidden } from "../components/badge.js";
import { h } from "../components/element.js";
import { routeTo } from "../route.js";
import { type Action, isWriting } from "../services/catalogue.js";

/** The list of actions; those the key has no right for are marked, not hidden. */
export function actionsView(
  actions: readonly Action[],
  current: string,
  stopped: ReadonlySet<string>,
  isOpen: boolean,
): HTMLElement {
  const items = actions.map((action) => {
    const { name, title } = action;
    return h(
      "li",
      {},
      h(
        "a",
        { href: routeTo(name), "aria-current": name === current ? "page" : null },
        h("span", {}, title),
        isWriting(action) && h("span", { class: "writes" }, "writes"),
        stopped.has(name) && h("span", { class: "lock", title: "The key lacks a right" }, "✕"),
        stopped.has(name) && hidden(" (the key lacks a right)"),
      ),
    );
  });
  const title = actions.find(({ name }) => name === current)?.title ?? "";
  return h(
    "details",
    { class: "choose", open: isOpen },
    h("summary", { class: "bare" }, h("h2", {}, "Actions"), h("span", { class: "hint" }, title)),
    h("ul", { class: "plain" }, ...items),
  );
}
