import { h } from "../components/element.js";
import type { Message } from "../language/message.js";
import type { Access } from "../shop/access.js";
import type { AddedShop } from "../shop/edge.js";
import { accessView } from "../views/access.js";

/** What to do next, by the verdict on the key. */
const NEXT: Readonly<Record<Access["verdict"], Message>> = {
  ready: (w) => w.adding.ready,
  ready_but_too_much: (w) => w.adding.tooMuch,
  not_ready: (w) => w.adding.notReady,
};

/** A shop that the worker knows from now on: what its key may do, and what to do next. */
export function addedView({ site, access }: AddedShop, onAgain: () => void): HTMLElement {
  const another = h(
    "button",
    { type: "button", class: "link", id: "adding-again" },
    (w) => w.adding.again,
  );
  another.addEventListener("click", onAgain);
  return h(
    "div",
    { class: "answer", "data-verdict": access?.verdict ?? null },
    h("h2", {}, (w) => w.adding.added(site.name)),
    access !== null && h("p", { class: "lead", id: "adding-next" }, NEXT[access.verdict]),
    h("p", {}, (w) => w.adding.id, " ", h("code", { dir: "ltr" }, site.id)),
    h("p", {}, another),
    access !== null && accessView(access, site.url),
  );
}
