import type { Message } from "../language/message.js";
import type { TextLanguage } from "../shop/record.js";
import { compareWords, type Stretch } from "../shop/words.js";
import { h } from "./element.js";
import { labelOf } from "./labels.js";

/** A value before and after. */
export interface ChangedValue {
  field: string;
  /** `null` for a field with one value. */
  language: TextLanguage | null;
  before: string;
  after: string;
  /** Whether it is compared as one value, such as a label, and not word by word. */
  isOneValue?: boolean;
}

/** What the two sides are called. */
export interface Sides {
  before: Message;
  after: Message;
}

export const BEFORE_AND_AFTER: Sides = {
  before: (w) => w.write.before,
  after: (w) => w.write.after,
};

const TAG = /(<[^<>]*>)/;

/** More than this and a text scrolls in its own box. */
const SCROLLING_FROM = 900;

/** A value side by side with what becomes of it; what differs is struck out or underlined. */
export function changeView(change: ChangedValue, sides: Sides = BEFORE_AND_AFTER): HTMLElement {
  const { field, language, before, after } = change;
  const stretches = change.isOneValue ? replacement(before, after) : compareWords(before, after);
  return h(
    "article",
    { class: "change", "data-field": field, "data-language": language?.code },
    h(
      "h3",
      { title: field },
      labelOf(field),
      language !== null && h("span", { class: "badge plain" }, h("bdi", {}, language.name)),
    ),
    h(
      "div",
      { class: "halves" },
      side(sides.before, before, stretches, "removed", language),
      side(sides.after, after, stretches, "added", language),
    ),
  );
}

function side(
  title: Message,
  text: string,
  stretches: readonly Stretch[],
  own: "removed" | "added",
  language: TextLanguage | null,
): HTMLElement {
  const isLong = text.length > SCROLLING_FROM;
  const attributes = {
    class: isLong ? "sidetext long" : "sidetext",
    dir: language === null ? "auto" : direction(language),
    lang: language?.code,
    // A box that scrolls must be reachable without a mouse.
    tabindex: isLong ? 0 : null,
    role: isLong ? "region" : null,
    "aria-label": isLong ? title : null,
  };
  const shown = stretches.filter(({ kind }) => kind === "same" || kind === own).map(stretchNode);
  return h(
    "div",
    { class: `half ${own}` },
    h("h4", {}, title),
    h("p", attributes, ...(text === "" ? [emptyMark()] : shown)),
  );
}

/** It stands in for a text of the shop's: its own direction is that of the page. */
function emptyMark(): HTMLElement {
  return h("bdi", { class: "none" }, (w) => w.write.empty);
}

function replacement(before: string, after: string): Stretch[] {
  return [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
}

function stretchNode({ kind, text }: Stretch): Node | string {
  if (kind === "same") return h("span", {}, ...withTags(text));
  return h(kind === "removed" ? "del" : "ins", {}, ...withTags(text));
}

/** Tags run from left to right in any text, and are told apart from its words. */
function withTags(text: string): (Node | string)[] {
  const parts = text.split(TAG);
  return parts.map((part, place) =>
    place % 2 === 1 ? h("bdi", { class: "tag", dir: "ltr" }, part) : part,
  );
}

/** The direction of a language, as the attribute says it. */
export function direction({ isRightToLeft }: TextLanguage): "rtl" | "ltr" {
  return isRightToLeft ? "rtl" : "ltr";
}
