import type { AnswerLanguage } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { h } from "../components/element.js";
import { momentText } from "../components/format.js";
import type { Fields } from "../components/value.js";
import { routeTo } from "../route.js";
import { languageOf } from "./changes.js";

/** A change in the journal of an edge worker. */
interface NotedChange {
  id: string;
  /** The site it was made through, which may be another one of the same PrestaShop. */
  site: string;
  at: string;
  caller: string;
  action: string;
  resource: string;
  record: number;
  outcome: "written" | "unknown";
  fields: readonly NotedField[];
  lasting: readonly string[];
  undoes: string | null;
  undone_by: string | null;
}

interface NotedField {
  field: string;
  language: AnswerLanguage | null;
  before: string | null;
  after: string | null;
}

/** What a record of an answer has if it is such a change. */
export const NOTED_FIELDS = ["undone_by", "lasting", "fields"] as const;

/** The way to the changes before those of a list. */
export function olderChanges(next: string): HTMLElement {
  const link = h("a", { href: routeTo("list_changes", { before: next }) }, (w) => w.journal.older);
  return h("p", { class: "followups" }, link);
}

/** A change with before and after, and the way to take it back. */
export function notedCard(record: Fields): HTMLElement {
  const change = record as unknown as NotedChange;
  const { id, site, at, caller, action, resource, outcome, fields, undoes } = change;
  const undoneBy = change.undone_by;
  return h(
    "article",
    { class: "card noted", "data-id": id },
    h(
      "div",
      { class: "cardhead" },
      h("h3", {}, h("code", {}, `${resource} ${change.record}`)),
      outcome === "unknown" && badge((w) => w.journal.unknown, "warn"),
      undoes !== null && badge((w) => w.journal.undoes),
      undoneBy !== null && badge((w) => w.journal.undone, "good"),
    ),
    h(
      "p",
      { class: "hint" },
      h("time", { datetime: at, title: at }, () => momentText(at)),
      " · ",
      h("code", {}, action),
      " · ",
      h("code", {}, site),
      " · ",
      h("bdi", {}, caller),
    ),
    h(
      "details",
      { class: "raw" },
      h("summary", {}, (w) => w.journal.values(fields.length)),
      ...fields.map(({ field, language, before, after }) =>
        changeView({
          field,
          language: languageOf(language, []),
          before: before ?? "",
          after: after ?? "",
        }),
      ),
    ),
    undoneBy === null &&
      h(
        "p",
        { class: "followups" },
        h("a", { href: routeTo("undo_change", { change: id }) }, (w) => w.journal.undo),
      ),
  );
}
