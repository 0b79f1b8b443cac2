import { badge } from "../components/badge.js";
import { h } from "../components/element.js";
import { ENGLISH, quoted } from "../components/quoted.js";
import { type Action, isWriting, titleOf } from "../services/catalogue.js";

/** Title and description of an action. */
export function heading(action: Action): HTMLElement {
  const [lead, whole] = splitFirstSentence(action.description);
  return h(
    "div",
    { class: "heading" },
    h(
      "div",
      { class: "cardhead" },
      h("h1", { id: "action-title" }, titleOf(action)),
      isWriting(action) && badge((w) => w.form.writes, "warn"),
    ),
    h("p", { class: "lead" }, quoted(lead)),
    whole !== "" &&
      h(
        "details",
        { class: "about" },
        h("summary", {}, (w) => w.form.whole),
        h("p", { ...ENGLISH }, whole),
      ),
  );
}

/** The description is written for agents; people read the first sentence first. */
function splitFirstSentence(text: string): [string, string] {
  const end = text.search(/[.:](\s|$)/);
  return end < 0 ? [text, ""] : [`${text.slice(0, end)}.`, text];
}
