import { setText } from "./language/live.js";
import { showOutbox } from "./outbox.js";
import { actionsOf, FIRST_ACTION, type Page, PLACES } from "./page.js";
import { readRoute } from "./route.js";
import { mayRunUnasked, run } from "./run.js";
import { findAction } from "./shop/catalogue.js";
import { isAdding, isBulk, leave, showAction, showAdding, showBulk, showUnknown } from "./show.js";

/** Shows what the address bar names now. */
export function followHash(page: Page): void {
  // Cut off, nobody would know what came of a write.
  if (page.writingRoute !== null) {
    history.pushState(null, "", page.writingRoute);
    setText(PLACES.status, (w) => w.status.writingFirst);
    return;
  }
  if (isBulk()) {
    showBulk(page);
    return;
  }
  if (isAdding()) {
    showAdding(page);
    return;
  }
  const { action: name, input } = readRoute(location.hash);
  const next = findAction(name === "" ? FIRST_ACTION : name, actionsOf(page.connection));
  if (next === undefined) {
    showUnknown(name);
    return;
  }
  page.action = next;
  page.bulk.show(false);
  page.adding.show(false);
  leave(page);
  showAction(page, input);
  void showOutbox(page);
  PLACES.action.focus();
  // A link names what is to be shown; a bare name only opens the form.
  const form = page.shown?.form;
  const isAsked = Object.keys(input).length > 0 || Object.keys(form?.read() ?? {}).length === 0;
  if (isAsked && mayRunUnasked(page, input)) void run(page);
}
