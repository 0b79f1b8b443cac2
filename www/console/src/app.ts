import { type Exchange, PrestaShopError } from "@aismarttalk/prestashop";
import { byId, fill } from "./components/element.js";
import { readRoute, routeTo } from "./route.js";
import { ACTIONS, type Action, findAction, type Input } from "./services/catalogue.js";
import { FIRST_CHOICE } from "./services/demo-choices.js";
import { type Connection, connect, type Target } from "./services/shop.js";
import { type Access, isAccess, stopped } from "./views/access.js";
import { type ActionForm, actionForm } from "./views/action.js";
import { actionsView } from "./views/actions.js";
import { answerView } from "./views/answer.js";
import { barView, type Presence } from "./views/bar.js";
import { connectPanel } from "./views/connect.js";
import { errorView, faultView } from "./views/error.js";
import { exchangesView } from "./views/exchanges.js";

const FIRST_ACTION = "check_access";
/** As in the styles: from here on shop and actions stand beside the rest. */
const wide = matchMedia("(min-width: 56rem)");

const places = {
  bar: byId("bar"),
  connect: byId("connect"),
  actions: byId("actions"),
  action: byId("action"),
  status: byId("status"),
  answer: byId("answer"),
  exchanges: byId("exchanges"),
};

let connection: Connection | undefined;
let access: Access | undefined;
let action: Action = startAction();
let form: ActionForm;
let running: AbortController | undefined;
let settled: Promise<unknown> = Promise.resolve();
let exchanges: Exchange[] = [];

const panel = connectPanel((target) => void open(target));

function start(): void {
  fill(places.connect, panel.node);
  showAction(readRoute(location.hash).input);
  addEventListener("hashchange", followHash);
  // The hash names an action: it must not change for a jump inside the page.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    places.action.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") running?.abort();
  });
  wide.addEventListener("change", () => showActions());
  void open({ kind: "demo", choice: FIRST_CHOICE, auth: "basic" });
}

/** Connects, learns what the key may do, and goes on with the action in the address bar. */
async function open(target: Target): Promise<void> {
  running?.abort();
  connection = undefined;
  access = undefined;
  showPresence({ state: "connecting" });
  const check = findAction(FIRST_ACTION);
  if (check === undefined) return;
  const report = await attempt("Connecting", async (signal) => {
    connection = await connect(target, (exchange) => exchanges.push(exchange));
    return connection.run(check.name, {}, signal);
  });
  if (report === superseded) return;
  if (typeof report !== "object" || report === null || !isAccess(report)) {
    connection = undefined;
    showPresence({ state: "failed" });
    showActions();
    return;
  }
  access = report;
  panel.connected();
  panel.fold(!wide.matches);
  showPresence({ state: "connected", access: report, isDemo: target.kind === "demo" });
  showAction(readRoute(location.hash).input);
  if (action.name !== FIRST_ACTION && mayRunUnasked()) await run();
}

async function run(): Promise<void> {
  const shop = connection;
  if (shop === undefined) return;
  const input = form.read();
  history.replaceState(null, "", routeTo(action.name, input));
  form.mark(null);
  await attempt(`Running ${action.title}`, (signal) => shop.run(action.name, input, signal));
}

/** The work was stopped because something else began; its end concerns nobody. */
const superseded = Symbol("superseded");

/** Does something with the shop and shows what comes of it. */
async function attempt(
  doing: string,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  form.setRunning(true);
  places.status.textContent = `${doing} …`;
  places.answer.setAttribute("aria-busy", "true");
  // What is being stopped may still report an exchange: it belongs to no list.
  await settled;
  if (running !== mine) return superseded;
  exchanges = [];
  const started = performance.now();
  const result = work(mine.signal);
  settled = result.catch(() => {});
  try {
    const answer = await result;
    if (running !== mine) return superseded;
    finish(`Answered in ${time(started)}, ${requests()}.`, answerView(answer));
    return answer;
  } catch (error) {
    if (running !== mine) return superseded;
    finish(`Failed after ${time(started)}, ${requests()}.`, failure(error));
    return undefined;
  }
}

function finish(status: string, node: HTMLElement): void {
  running = undefined;
  form.setRunning(false);
  places.status.textContent = status;
  places.answer.removeAttribute("aria-busy");
  places.answer.hidden = false;
  fill(places.answer, node);
  places.exchanges.hidden = exchanges.length === 0;
  fill(places.exchanges, exchangesView(exchanges));
}

function failure(error: unknown): HTMLElement {
  if (!(error instanceof PrestaShopError)) return faultView(error);
  if (error.field !== null) form.mark(error.field);
  return errorView(error);
}

function followHash(): void {
  const { action: name, input } = readRoute(location.hash);
  const next = findAction(name);
  if (next === undefined) return;
  action = next;
  clearAnswer();
  showAction(input);
  places.action.focus();
  // A link names what is to be shown; a bare name only opens the form.
  const isAsked = Object.keys(input).length > 0 || Object.keys(form.read()).length === 0;
  if (isAsked && mayRunUnasked()) void run();
}

/** Following a link or connecting must never change a shop. */
function mayRunUnasked(): boolean {
  return action.annotations.readOnlyHint && form.isComplete();
}

function clearAnswer(): void {
  running?.abort();
  running = undefined;
  places.status.textContent = "";
  places.answer.hidden = true;
  places.exchanges.hidden = true;
}

function showAction(input: Input): void {
  const example = connection?.examples[action.name] ?? {};
  const given = Object.keys(input).length > 0 ? input : example;
  form = actionForm(action, given, { run: () => void run(), cancel: () => running?.abort() });
  form.setReady(connection !== undefined);
  fill(places.action, form.node);
  showActions();
}

function showActions(): void {
  const locked = access === undefined ? new Set<string>() : stopped(access);
  fill(places.actions, actionsView(action.name, locked, wide.matches));
}

function showPresence(presence: Presence): void {
  fill(places.bar, ...barView(presence));
  form?.setReady(presence.state === "connected");
}

function startAction(): Action {
  const found = findAction(readRoute(location.hash).action) ?? findAction(FIRST_ACTION);
  const [first] = ACTIONS;
  if (found ?? first) return (found ?? first) as Action;
  throw new Error("The catalogue is empty.");
}

function time(started: number): string {
  return `${Math.round(performance.now() - started)} ms`;
}

function requests(): string {
  return exchanges.length === 1 ? "1 request" : `${exchanges.length} requests`;
}

start();
