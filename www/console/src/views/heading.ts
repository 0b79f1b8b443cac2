import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { leadOf } from "../components/labels.js";
import { ENGLISH, quoted } from "../components/quoted.js";
import { type Action, isWriting, titleOf } from "../shop/catalogue.js";

/** Title of an action and what it does, for people; what agents read of it can be unfolded. */
export function heading(action: Action): HTMLElement {
  return h(
    "div",
    { class: "heading" },
    h(
      "div",
      { class: "cardhead" },
      h("h1", { id: "action-title" }, titleOf(action)),
      isWriting(action) && badge((w) => w.form.writes, "warn"),
    ),
    h("p", { class: "lead" }, quoted(leadOf(action))),
    h(
      "details",
      { class: "about" },
      h("summary", {}, (w) => w.form.forAgents),
      h("p", { ...ENGLISH }, action.description),
    ),
  );
}
