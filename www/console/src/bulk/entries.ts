import { badge, type Tone } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { select } from "../components/choice.js";
import { fill, h } from "../components/element.js";
import type { TextLanguage } from "../services/record.js";
import { languageOf } from "../views/changes.js";
import type { Entry, State } from "./job.js";
import { pager } from "./pager.js";

/** The products of a job with their differences. */
export interface EntryList {
  node: HTMLElement;
  show(job: readonly Entry[]): void;
  /** Tells of one product where it is in sight; the rest of the page stays as it is. */
  touch(entry: Entry): void;
}

/** What a state is called, in the order people look for them. */
const STATES: Readonly<Record<State, { label: string; tone: Tone }>> = {
  conflict: { label: "Conflict", tone: "bad" },
  refused: { label: "Refused", tone: "bad" },
  not_found: { label: "Not found", tone: "bad" },
  unknown: { label: "Unknown", tone: "bad" },
  ready: { label: "To be written", tone: "warn" },
  waiting: { label: "Not previewed", tone: "plain" },
  written: { label: "Written", tone: "good" },
  unchanged: { label: "Unchanged", tone: "plain" },
};

const ALL = "all";
const PAGE = 20;

/** How many products are in which state: "3 written, 1 conflict". */
export function counted(job: readonly Entry[]): string {
  const parts = Object.entries(STATES).flatMap(([state, { label }]) => {
    const count = job.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${label.toLowerCase()}`];
  });
  return parts.join(", ");
}

/** A list by state, a page at a time. */
export function entryList(languages: readonly TextLanguage[]): EntryList {
  let all: readonly Entry[] = [];
  let state = ALL;
  let badges = new Map<Entry, HTMLElement>();
  const list = pager<Entry>("products", PAGE, (entries) => {
    badges = new Map(entries.map((entry) => [entry, h("span", {}, stateBadge(entry))]));
    return h(
      "div",
      { class: "bulkentries" },
      ...entries.map((entry) => entryView(entry, badges.get(entry), languages)),
    );
  });
  const filter = h("div", {});
  const narrow = () => list.show(all.filter((one) => state === ALL || one.state === state));
  return {
    node: h("div", { class: "bulklist" }, filter, list.node),
    show: (job) => {
      all = job;
      const options = Object.entries(STATES).flatMap(([value, { label }]) => {
        const count = job.filter((one) => one.state === value).length;
        return count === 0 ? [] : [{ value, label: `${label} (${count})` }];
      });
      if (!options.some(({ value }) => value === state)) state = ALL;
      const everything = { value: ALL, label: `All (${job.length})` };
      fill(
        filter,
        select("bulk-filter", "Show", [everything, ...options], state, (value) => {
          state = value;
          narrow();
        }),
      );
      narrow();
    },
    touch: (entry) => {
      const place = badges.get(entry);
      if (place !== undefined) fill(place, stateBadge(entry));
    },
  };
}

function entryView(
  entry: Entry,
  mark: HTMLElement | undefined,
  languages: readonly TextLanguage[],
): HTMLElement {
  const { named, id, rows, state, changes, message, hint } = entry;
  const notes = rows.flatMap((row) => row.notes);
  const numbers = rows.map(({ number }) => number).join(", ");
  const where = `${rows.length === 1 ? "row" : "rows"} ${numbers}`;
  const isReference = "reference" in entry.product;
  return h(
    "article",
    { class: "bulkentry", "data-state": state, "data-id": id },
    h(
      "h3",
      { class: "cardhead" },
      h("span", {}, h("bdi", {}, isReference ? named : `ID ${named}`)),
      mark,
    ),
    h("p", { class: "hint" }, isReference && id !== null && `ID ${id}, `, where),
    message !== "" && h("p", { class: "notice warn", dir: "auto" }, message),
    hint !== "" && h("p", { class: "hint", dir: "auto" }, hint),
    ...notes.map((note) => h("p", { class: "hint" }, note)),
    ...changes.map(({ field, language, before, after }) =>
      changeView({ field, language: languageOf(language, languages), before, after }),
    ),
  );
}

function stateBadge({ state }: Entry): HTMLElement {
  const { label, tone } = STATES[state];
  return badge(label, tone);
}
