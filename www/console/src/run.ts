import { setText } from "./language/live.js";
import { rememberChanges, showOutbox } from "./outbox.js";
import { showAnswer, showError } from "./outcome.js";
import { type Page, PLACES } from "./page.js";
import { readRoute, routeTo } from "./route.js";
import { type Action, type ActionName, type Input, isWriting, titleOf } from "./shop/catalogue.js";
import { problemsOf } from "./shop/check.js";
import type { Connection } from "./shop/connection.js";
import { askedOf } from "./shop/seen.js";
import { writingPart } from "./show.js";

/** Runs the action of the form with what was put into it; one that writes is previewed. */
export async function run(page: Page): Promise<void> {
  const { connection: shop, action, shown, runner } = page;
  if (shop === null || shown === null) return;
  const input = shown.form.read();
  runner.hush();
  const problems = await problemsOf(action, input);
  if (shop !== page.connection) return;
  shown.form.mark(problems);
  if (problems.length > 0) {
    const { length } = problems;
    runner.clear();
    setText(PLACES.status, (w) => w.status.notSent(length));
    return;
  }
  recordRoute(routeTo(action.name, input));
  rememberChanges(page);
  if (!shown.writes) return runReading(page, shop, action, input);
  const { preview } = await writingPart();
  if (shop === page.connection) await preview({ page, shop, action, form: shown.form }, input);
}

async function runReading(
  page: Page,
  shop: Connection,
  action: Action,
  input: Input,
): Promise<void> {
  const name = titleOf(action);
  await page.runner.attempt({
    doing: (w) => w.status.running(name(w)),
    asked: askedOf(shop, action.name, input),
    run: (signal) => shop.run(action, input, signal),
    show: (answer) => showAnswer(answer, shop, { action: action.name as ActionName, input }),
    fail: (error) => showError(page, error),
  });
  void showOutbox(page);
}

/** Following a link or connecting must never change a shop. What is wrong with a link is told. */
export function mayRunUnasked({ action, shown }: Page, input: Input): boolean {
  const isEnough = Object.keys(input).length > 0 || (shown?.form.isComplete() ?? false);
  return !isWriting(action) && isEnough;
}

/** Another input is another place to come back to; the first one belongs to the bare name. */
function recordRoute(route: string): void {
  const isBare = Object.keys(readRoute(location.hash).input).length === 0;
  if (route === location.hash) return;
  if (isBare) history.replaceState(null, "", route);
  else history.pushState(null, "", route);
}
