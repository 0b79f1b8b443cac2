import { ADDING_TITLE } from "./adding/title.js";
import { fill } from "./components/element.js";
import { setText } from "./language/live.js";
import { actionsOf, type Page, PLACES, WIDE } from "./page.js";
import { ADDING, BULK, readRoute } from "./route.js";
import { stopped } from "./shop/access.js";
import { type Input, isWriting, titleOf } from "./shop/catalogue.js";
import { actionForm } from "./views/action.js";
import { actionsView, BULK_TITLE } from "./views/actions.js";
import type { Presence } from "./views/bar.js";
import { writingForm } from "./views/writing-form.js";

/** What is called otherwise than by an action. */
const TITLES = { [BULK]: BULK_TITLE, [ADDING]: ADDING_TITLE };

/** Of the whole page. */
const TITLE = document.head.querySelector("title") ?? document.head;

/** Loads what previews and confirms: most visitors only read. */
export const writingPart = () => import("./writing.js");

/** Shows the form of the action, filled with the input or else with an example. */
export function showAction(page: Page, input: Input): void {
  const { action, connection, handlers } = page;
  const example = connection?.examples[action.name] ?? {};
  const given = Object.keys(input).length > 0 ? input : example;
  if (isWriting(action)) {
    const form = writingForm(action, given, connection?.records ?? null, handlers);
    page.shown = { writes: true, form };
    // There by the time that the form is filled in.
    writingPart().catch(() => {});
  } else {
    page.shown = { writes: false, form: actionForm(action, given, handlers) };
  }
  const { form } = page.shown;
  form.setReady(connection !== null);
  form.setRunning(page.isConnecting);
  const hadFocus = PLACES.action.contains(document.activeElement);
  fill(PLACES.action, form.node);
  if (hadFocus) PLACES.action.focus();
  showActions(page);
}

/** Shows what there is to choose from, and the title of what is chosen. */
export function showActions({ access, action, adding, bulk, connection }: Page): void {
  const locked = access === null ? new Set<string>() : stopped(access);
  const other = bulk.isShown() ? BULK : adding.isShown() ? ADDING : null;
  const current = other ?? action.name;
  fill(PLACES.actions, actionsView(actionsOf(connection), current, locked, WIDE.matches));
  const what = other === null ? titleOf(action) : TITLES[other];
  setText(TITLE, (w) => `${what(w)} · ${w.page.title}`);
}

/** Shows what the page is connected to. */
export function showPresence({ bar, shown }: Page, presence: Presence): void {
  bar.show(presence);
  shown?.form.setReady(presence.state === "connected");
}

/** Shows the change of many products at once. */
export function showBulk(page: Page): void {
  leave(page);
  page.bulk.show(true);
  page.adding.show(false);
  showActions(page);
  PLACES.bulk.focus();
}

/** Shows where a shop is added to a worker. */
export function showAdding(page: Page): void {
  leave(page);
  page.bulk.show(false);
  page.adding.show(true);
  showActions(page);
  PLACES.adding.focus();
}

/** Where the visitor is. */
export function shownPlace({ bulk, adding }: Page): HTMLElement {
  if (bulk.isShown()) return PLACES.bulk;
  return adding.isShown() ? PLACES.adding : PLACES.action;
}

/** Whether the address names adding a shop. */
export function isAdding(): boolean {
  return readRoute(location.hash).action === ADDING;
}

/** Whether the address names the change of many. */
export function isBulk(): boolean {
  return readRoute(location.hash).action === BULK;
}

/** Forgets what is shown. Who connects goes on with what the address names by then. */
export function leave({ isConnecting, runner }: Page): void {
  if (!isConnecting) runner.clear();
}

/** Says that there is no such action. */
export function showUnknown(name: string): void {
  setText(PLACES.status, (w) => w.status.noAction(name));
}
