import { bulkShop } from "./bulk/shop.js";
import { rememberChanges, showOutbox } from "./outbox.js";
import { showAnswer, showError } from "./outcome.js";
import { actionsOf, FIRST_ACTION, type Page, startAction, WIDE } from "./page.js";
import { readRoute } from "./route.js";
import { mayRunUnasked, run } from "./run.js";
import type { Outcome } from "./runner.js";
import { isAccess } from "./shop/access.js";
import { ACTIONS, findAction } from "./shop/catalogue.js";
import type { Connection, Target } from "./shop/connection.js";
import { forget, keep } from "./shop/kept.js";
import { addressOf, connect } from "./shop/shop.js";
import { showAction, showActions, showPresence, showUnknown } from "./show.js";
import { uncheckedView } from "./views/access.js";

/** In place of a report, where a token may not ask for one. */
const UNCHECKED = {};

/** Connects, learns what the key may do, and goes on with the action in the address bar. */
export async function open(page: Page, target: Target, isKept: boolean): Promise<void> {
  close(page);
  const { connection, outcome } = await connectTo(page, target);
  if (outcome.kind === "superseded") return;
  page.isConnecting = false;
  const report = outcome.kind === "answer" ? outcome.answer : null;
  if (connection === null || typeof report !== "object" || report === null) {
    showFailed(page);
    return;
  }
  page.connection = connection;
  page.access = isAccess(report) ? report : null;
  page.bulk.connected(bulkShop(target));
  if (isKept && target.kind !== "demo") keep(target);
  page.panel.connected(connection);
  page.panel.fold(!WIDE.matches);
  showPresence(page, { state: "connected", access: page.access, connection });
  await goOn(page);
}

/** What is shown belongs to the shop before: nothing more can be confirmed or taken back there. */
function close(page: Page): void {
  page.runner.clear();
  forget();
  page.connection = null;
  page.isConnecting = true;
  page.bulk.connected(null);
  page.access = null;
  if (page.shown?.writes) page.shown.form.setAside(false);
  showPresence(page, { state: "connecting" });
}

async function connectTo(
  page: Page,
  target: Target,
): Promise<{ connection: Connection | null; outcome: Outcome }> {
  const { runner } = page;
  let connection: Connection | null = null;
  const outcome = await runner.attempt({
    doing: (w) => w.status.connecting,
    // Which shop it will be only the worker tells.
    asked:
      target.kind === "edge"
        ? null
        : { address: addressOf(target), site: null, action: FIRST_ACTION, input: {} },
    run: async (signal) => {
      connection = await connect(target, runner.watch, signal);
      const check = findAction(FIRST_ACTION, connection.actions);
      return check === undefined ? UNCHECKED : connection.run(check, {}, signal);
    },
    show: (answer) => (answer === UNCHECKED ? uncheckedView() : showAnswer(answer, connection)),
    fail: (error) => showError(page, error),
  });
  return { connection, outcome };
}

function showFailed(page: Page): void {
  showPresence(page, { state: "failed" });
  // What a worker told of its actions is gone with it.
  if (!ACTIONS.includes(page.action)) {
    page.action = startAction(ACTIONS);
    showAction(page, readRoute(location.hash).input);
  }
  showActions(page);
  void showOutbox(page);
}

/** Shows the action that the address names, and runs it where it only reads. */
async function goOn(page: Page): Promise<void> {
  page.action = startAction(actionsOf(page.connection));
  const { action: asked, input } = readRoute(location.hash);
  showAction(page, input);
  rememberChanges(page);
  void showOutbox(page);
  if (page.bulk.isShown() || page.adding.isShown()) return;
  const { name } = page.action;
  if (name !== FIRST_ACTION && mayRunUnasked(page, input)) await run(page);
  if (asked !== "" && asked !== name) showUnknown(asked);
}
