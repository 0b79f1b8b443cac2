import { addingPlace } from "./adding/place.js";
import { bulkPlace } from "./bulk/place.js";
import { byId, fill } from "./components/element.js";
import { followHash } from "./follow.js";
import { setText } from "./language/live.js";
import type { Message } from "./language/message.js";
import { keepForOffline } from "./offline.js";
import { open } from "./open.js";
import { type Page, PLACES, startAction, WIDE } from "./page.js";
import { readRoute } from "./route.js";
import { run } from "./run.js";
import { runnerFor } from "./runner.js";
import { ACTIONS } from "./shop/catalogue.js";
import { FIRST_CHOICE } from "./shop/demo-choices.js";
import { kept } from "./shop/kept.js";
import { isAdding, isBulk, showAction, showActions, shownPlace } from "./show.js";
import { barView } from "./views/bar.js";
import { connectPanel } from "./views/connect.js";
import { beginInPreferredLanguage } from "./views/language-picker.js";

/** What the page says outside of its views. */
const FIXED: readonly (readonly [id: string, attribute: string, say: Message])[] = [
  ["skip", "", (w) => w.page.skip],
  ["actions", "aria-label", (w) => w.actionList.title],
  ["answer", "aria-label", (w) => w.page.answer],
  ["outbox", "aria-label", (w) => w.outbox.title],
  ["exchanges", "aria-label", (w) => w.exchanges.title],
];

async function start(): Promise<void> {
  await beginInPreferredLanguage();
  for (const [id, attribute, say] of FIXED) setText(byId(id), say, attribute);
  const page = makePage();
  fill(PLACES.bar, ...page.bar.nodes);
  fill(PLACES.connect, page.panel.node);
  page.bulk.show(isBulk());
  page.adding.show(isAdding());
  showAction(page, readRoute(location.hash).input);
  listen(page);
  const known = kept();
  if (known !== null) page.panel.show(known);
  const target = known ?? { kind: "demo", choice: FIRST_CHOICE, auth: "basic" };
  // It must not compete with what the first answer needs.
  void open(page, target, known !== null).then(keepForOffline);
}

function makePage(): Page {
  const page: Page = {
    bar: barView(),
    panel: connectPanel((target, isKept) => void open(page, target, isKept)),
    bulk: bulkPlace(PLACES.bulk),
    adding: addingPlace(PLACES.adding),
    runner: runnerFor(PLACES, (isRunning) => page.shown?.form.setRunning(isRunning)),
    handlers: { run: () => void run(page), cancel: () => page.runner.stop() },
    connection: null,
    isConnecting: false,
    access: null,
    action: startAction(ACTIONS),
    shown: null,
    writingRoute: null,
    changesBefore: 0,
  };
  return page;
}

function listen(page: Page): void {
  addEventListener("hashchange", () => followHash(page));
  // The hash names an action: it must not change for a jump inside the page.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    shownPlace(page).focus();
  });
  // A part that is asked for late may be gone with an older build of the page.
  addEventListener("vite:preloadError", () => {
    setText(PLACES.status, (w) => w.status.partMissing);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") page.runner.stop();
  });
  WIDE.addEventListener("change", () => showActions(page));
}

void start();
