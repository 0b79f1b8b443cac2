import { badge, type Tone } from "../components/badge.js";
import { changeView } from "../components/change.js";
import { select } from "../components/choice.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import type { Dictionary, DisplayText, Message } from "../language/message.js";
import type { TextLanguage } from "../shop/record.js";
import { languageOf } from "../views/changes.js";
import type { Entry, State } from "./entry.js";
import { pager } from "./pager.js";

/** The products of a job with their differences. */
export interface EntryList {
  node: HTMLElement;
  show(job: readonly Entry[]): void;
  /** Tells of one product where it is in sight; the rest of the page stays as it is. */
  touch(entry: Entry): void;
}

/** The states, in the order people look for them. */
const STATES: readonly (readonly [State, Tone])[] = [
  ["conflict", "bad"],
  ["part", "bad"],
  ["refused", "bad"],
  ["not_found", "bad"],
  ["unknown", "bad"],
  ["ready", "warn"],
  ["waiting", "plain"],
  ["written", "good"],
  ["unchanged", "plain"],
];

const ALL = "all";
const PAGE = 20;

/** How many products are in which state: "3 written, 1 conflict". */
export function counted(job: readonly Entry[]): Message {
  const counts = countsOf(job);
  return ({ bulk }) =>
    bulk.countedAll(counts.map(({ state, count }) => bulk.counted[state](count)));
}

function countsOf(job: readonly Entry[]): readonly { state: State; count: number }[] {
  return STATES.flatMap(([state]) => {
    const count = job.filter((one) => one.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
}

/** A list by state, a page at a time. */
export function entryList(languages: readonly TextLanguage[]): EntryList {
  let all: readonly Entry[] = [];
  let state = ALL;
  let badges = new Map<Entry, HTMLElement>();
  const list = pager<Entry>(
    (w) => w.bulk.pagesOfProducts,
    PAGE,
    (entries) => {
      badges = new Map(entries.map((entry) => [entry, h("span", {}, stateBadge(entry))]));
      return h(
        "div",
        { class: "bulkentries" },
        ...entries.map((entry) => entryView(entry, badges.get(entry), languages)),
      );
    },
  );
  const filter = h("div", {});
  const narrow = () => list.show(all.filter((one) => state === ALL || one.state === state));
  return {
    node: h("div", { class: "bulklist" }, filter, list.node),
    show: (job) => {
      all = job;
      const options = countsOf(job).map(({ state: value, count }) => ({
        value,
        label: ({ bulk }: Dictionary) => bulk.inState(bulk.states[value], count),
      }));
      if (!options.some(({ value }) => value === state)) state = ALL;
      const everything = { value: ALL, label: (w: Dictionary) => w.bulk.all(job.length) };
      fill(
        filter,
        select(
          "bulk-filter",
          (w) => w.bulk.show,
          [everything, ...options],
          state,
          (value) => {
            state = value;
            narrow();
          },
        ),
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
  const numbers = rows.map(({ number }) => number);
  const isReference = "reference" in entry.product;
  return h(
    "article",
    { class: "bulkentry", "data-state": state, "data-id": id },
    h(
      "h3",
      { class: "cardhead" },
      h("bdi", {}, isReference ? named : (w) => w.value.id(named)),
      mark,
    ),
    h("p", { class: "hint" }, ({ bulk }) =>
      isReference && id !== null ? bulk.idInRows(id, numbers) : bulk.inRows(numbers),
    ),
    message.length > 0 && h("p", { class: "notice warn" }, ...spaced(message)),
    hint !== "" && h("p", { class: "hint" }, quoted(hint)),
    ...notes.map((note) => h("p", { class: "hint" }, note)),
    ...changes.map(({ field, language, before, after }) =>
      changeView({ field, language: languageOf(language, languages), before, after }),
    ),
  );
}

function spaced(texts: readonly DisplayText[]): (Node | string)[] {
  return texts.flatMap((one, place) => (place === 0 ? [quoted(one)] : [" ", quoted(one)]));
}

function stateBadge({ state }: Entry): HTMLElement {
  const [, tone] = STATES.find(([one]) => one === state) ?? [];
  return badge((w) => w.bulk.states[state], tone);
}
