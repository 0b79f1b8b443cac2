import { hidden } from "../components/badge.js";
import { h } from "../components/element.js";
import type { Message } from "../language/message.js";
import { BULK, routeTo } from "../route.js";
import { type Action, isWriting, titleOf } from "../shop/catalogue.js";
import { BULK_ACTION, byIntent } from "../shop/intents.js";

/** What the change of many is called. */
export const BULK_TITLE: Message = (w) => w.actionList.bulk;

/** The actions by intent; those the key has no right for are marked, not hidden. */
export function actionsView(
  actions: readonly Action[],
  current: string,
  stopped: ReadonlySet<string>,
  isOpen: boolean,
): HTMLElement {
  const entries = (action: Action) => {
    const { name } = action;
    const isStopped = stopped.has(name);
    return [
      entry(name, titleOf(action), isWriting(action), current, isStopped),
      name === BULK_ACTION && entry(BULK, BULK_TITLE, true, current, isStopped),
    ];
  };
  const groups = byIntent(actions).flatMap(({ intent, actions: own }) => {
    const id = `intent-${intent}`;
    return [
      h("h3", { class: "small", id }, (w) => w.actionList.intents[intent]),
      h("ul", { class: "plain", "aria-labelledby": id }, ...own.flatMap(entries)),
    ];
  });
  const chosen = actions.find(({ name }) => name === current);
  const title = current === BULK ? BULK_TITLE : chosen && titleOf(chosen);
  return h(
    "details",
    { class: "choose", open: isOpen },
    h(
      "summary",
      { class: "bare" },
      h("h2", {}, (w) => w.actionList.title),
      h("span", { class: "hint" }, title),
    ),
    ...groups,
  );
}

function entry(
  name: string,
  title: Message,
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
      writes && h("span", { class: "writes" }, (w) => w.actionList.writes),
      isStopped && h("span", { class: "lock", title: (w) => w.actionList.lacksRight }, "✕"),
      isStopped && hidden((w) => w.actionList.lacksRightAside),
    ),
  );
}
