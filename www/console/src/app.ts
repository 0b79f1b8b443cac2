import { PrestaShopError } from "@aismarttalk/prestashop";
import { byId, fill } from "./components/element.js";
import { readRoute, routeTo } from "./route.js";
import { runnerFor } from "./runner.js";
import { type Access, isAccess, stopped } from "./services/access.js";
import { ACTIONS, type Action, findAction, type Input, isWriting } from "./services/catalogue.js";
import { FIRST_CHOICE } from "./services/demo-choices.js";
import { addressOf, type Connection, connect, type Target } from "./services/shop.js";
import { type ActionForm, actionForm } from "./views/action.js";
import { actionsView } from "./views/actions.js";
import { answerView } from "./views/answer.js";
import { barView, type Presence } from "./views/bar.js";
import { connectPanel } from "./views/connect.js";
import { errorView, faultView } from "./views/error.js";
import { outboxView } from "./views/outbox.js";
import { type WritingForm, writingForm } from "./views/writing-form.js";
import { preview } from "./writing.js";

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
  outbox: byId("outbox"),
  exchanges: byId("exchanges"),
};

/** The form of the action that is shown; one that writes has more to it. */
type Shown = { writes: false; form: ActionForm } | { writes: true; form: WritingForm };

let connection: Connection | undefined;
let access: Access | undefined;
let action: Action = startAction();
let shown: Shown;
/** How many stored changes there were before what is being done now. */
let changesBefore = 0;

const runner = runnerFor(places, (isRunning) => shown.form.setRunning(isRunning));
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
    if (event.key === "Escape") runner.stop();
  });
  wide.addEventListener("change", () => showActions());
  void open({ kind: "demo", choice: FIRST_CHOICE, auth: "basic" });
}

/** Connects, learns what the key may do, and goes on with the action in the address bar. */
async function open(target: Target): Promise<void> {
  runner.stop();
  connection = undefined;
  access = undefined;
  if (shown.writes) shown.form.setAside(false);
  showPresence({ state: "connecting" });
  const check = findAction(FIRST_ACTION);
  if (check === undefined) return;
  const outcome = await runner.attempt({
    doing: "Connecting",
    asked: { address: addressOf(target), action: check.name, input: {} },
    run: async (signal) => {
      connection = await connect(target, runner.watch);
      return connection.run(check.name, {}, signal);
    },
    show: showAnswer,
    fail: failure,
  });
  if (outcome.kind === "superseded") return;
  const report = outcome.kind === "answer" ? outcome.answer : null;
  if (typeof report !== "object" || report === null || !isAccess(report)) {
    connection = undefined;
    showPresence({ state: "failed" });
    showActions();
    showOutbox();
    return;
  }
  access = report;
  panel.connected();
  panel.fold(!wide.matches);
  showPresence({ state: "connected", access: report, isDemo: target.kind === "demo" });
  showAction(readRoute(location.hash).input);
  rememberChanges();
  showOutbox();
  if (action.name !== FIRST_ACTION && mayRunUnasked()) await run();
}

async function run(): Promise<void> {
  const shop = connection;
  if (shop === undefined) return;
  const input = shown.form.read();
  history.replaceState(null, "", routeTo(action.name, input));
  shown.form.mark(null);
  rememberChanges();
  if (shown.writes) {
    const { form } = shown;
    const desk = {
      shop,
      action,
      form,
      answer: places.answer,
      runner,
      fail: failure,
      onWriting: rememberChanges,
      onWritten: () => void showOutbox(),
    };
    await preview(desk, input);
    return;
  }
  await runner.attempt({
    doing: `Running ${action.title}`,
    asked: { address: shop.address, action: action.name, input },
    run: (signal) => shop.run(action.name, input, signal),
    show: showAnswer,
    fail: failure,
  });
  showOutbox();
}

function showAnswer(answer: unknown): HTMLElement {
  const shop = connection;
  return answerView(answer, {
    address: shop?.target === "shop" ? shop.address : null,
    ask: async (name, input) => shop?.run(name, input, new AbortController().signal),
  });
}

function failure(error: unknown): HTMLElement {
  if (!(error instanceof PrestaShopError)) return faultView(error);
  if (error.field !== null) shown.form.mark(error.field);
  return errorView(error);
}

function followHash(): void {
  const { action: name, input } = readRoute(location.hash);
  const next = findAction(name);
  if (next === undefined) return;
  action = next;
  runner.clear();
  showAction(input);
  showOutbox();
  places.action.focus();
  // A link names what is to be shown; a bare name only opens the form.
  const isAsked = Object.keys(input).length > 0 || Object.keys(shown.form.read()).length === 0;
  if (isAsked && mayRunUnasked()) void run();
}

/** Following a link or connecting must never change a shop. */
function mayRunUnasked(): boolean {
  return !isWriting(action) && shown.form.isComplete();
}

function showAction(input: Input): void {
  const example = connection?.examples[action.name] ?? {};
  const given = Object.keys(input).length > 0 ? input : example;
  const handlers = { run: () => void run(), cancel: () => runner.stop() };
  shown = isWriting(action)
    ? { writes: true, form: writingForm(action, given, connection?.records, handlers) }
    : { writes: false, form: actionForm(action, given, handlers) };
  shown.form.setReady(connection !== undefined);
  fill(places.action, shown.form.node);
  showActions();
}

function showActions(): void {
  const locked = access === undefined ? new Set<string>() : stopped(access);
  fill(places.actions, actionsView(action.name, locked, wide.matches));
}

function showPresence(presence: Presence): void {
  fill(places.bar, ...barView(presence));
  shown.form.setReady(presence.state === "connected");
}

function rememberChanges(): void {
  changesBefore = connection?.demo?.changes().length ?? 0;
}

/** Mails matter where something can be written, and wherever there are some. */
async function showOutbox(): Promise<void> {
  const shop = connection;
  const mails = shop?.demo?.mails() ?? [];
  places.outbox.hidden = !shop?.demo || (!isWriting(action) && mails.length === 0);
  if (!shop?.demo || places.outbox.hidden) return;
  const changes = shop.demo.changes().slice(changesBefore);
  const states = mails.length > 0 ? await shop.records.orderStates() : [];
  if (shop === connection) fill(places.outbox, outboxView(mails, changes, states));
}

function startAction(): Action {
  const found = findAction(readRoute(location.hash).action) ?? findAction(FIRST_ACTION);
  const [first] = ACTIONS;
  if (found ?? first) return (found ?? first) as Action;
  throw new Error("The catalogue is empty.");
}

start();
