import { bulkPlace } from "./bulk/place.js";
import { bulkShop } from "./bulk/shop.js";
import { byId, fill } from "./components/element.js";
import { speak } from "./language/live.js";
import type { Say } from "./language/say.js";
import { keepForOffline } from "./offline.js";
import { BULK, readRoute, routeTo } from "./route.js";
import { runnerFor } from "./runner.js";
import { type Access, isAccess, stopped } from "./services/access.js";
import {
  ACTIONS,
  type Action,
  findAction,
  type Input,
  isWriting,
  titleOf,
} from "./services/catalogue.js";
import { problemsOf } from "./services/check.js";
import type { Connection, Target } from "./services/connection.js";
import { FIRST_CHOICE } from "./services/demo-choices.js";
import { isFailure, notWithThisToken, tellingOf } from "./services/failure.js";
import { forget, keep, kept } from "./services/kept.js";
import { askedOf } from "./services/seen.js";
import { addressOf, connect } from "./services/shop.js";
import { uncheckedView } from "./views/access.js";
import { type ActionForm, actionForm } from "./views/action.js";
import { actionsView, BULK_TITLE } from "./views/actions.js";
import { answerView } from "./views/answer.js";
import { type Bar, barView, type Presence } from "./views/bar.js";
import { connectPanel } from "./views/connect.js";
import { errorView, faultView } from "./views/error.js";
import { beginInPreferredLanguage } from "./views/language-picker.js";
import { type WritingForm, writingForm } from "./views/writing-form.js";

const FIRST_ACTION = "check_access";
/** In place of a report, where a token may not ask for one. */
const UNCHECKED = {};
/** Of the whole page. */
const title = document.head.querySelector("title") ?? document.head;
/** As in the styles: from here on shop and actions stand beside the rest. */
const wide = matchMedia("(min-width: 56rem)");

const places = {
  bar: byId("bar"),
  connect: byId("connect"),
  actions: byId("actions"),
  action: byId("action"),
  bulk: byId("bulk"),
  status: byId("status"),
  answer: byId("answer"),
  outbox: byId("outbox"),
  exchanges: byId("exchanges"),
};

/** What the page says outside of its views. */
const FIXED: readonly (readonly [id: string, attribute: string, say: Say])[] = [
  ["skip", "", (w) => w.page.skip],
  ["actions", "aria-label", (w) => w.actionList.title],
  ["answer", "aria-label", (w) => w.page.answer],
  ["outbox", "aria-label", (w) => w.outbox.title],
  ["exchanges", "aria-label", (w) => w.exchanges.title],
];

/** The form of the action that is shown; one that writes has more to it. */
type Shown = { writes: false; form: ActionForm } | { writes: true; form: WritingForm };

let connection: Connection | undefined;
/** Whether a shop is being connected to. */
let isConnecting = false;
/** The address of what is being written; it stays in sight until its end is known. */
let held: string | undefined;
let access: Access | undefined;
let action: Action = startAction();
let shown: Shown;
let bar: Bar;
/** How many stored changes there were before what is being done now. */
let changesBefore = 0;

/** Most visitors only read. */
const writing = () => import("./writing.js");

const runner = runnerFor(places, (isRunning) => shown.form.setRunning(isRunning));
const bulk = bulkPlace(places.bulk);
const panel = connectPanel((target, isKept) => void open(target, isKept));

async function start(): Promise<void> {
  await beginInPreferredLanguage();
  for (const [id, attribute, say] of FIXED) speak(byId(id), say, attribute);
  bar = barView();
  fill(places.bar, ...bar.nodes);
  fill(places.connect, panel.node);
  bulk.show(isBulk());
  showAction(readRoute(location.hash).input);
  addEventListener("hashchange", followHash);
  // The hash names an action: it must not change for a jump inside the page.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (bulk.isShown() ? places.bulk : places.action).focus();
  });
  // A part that is asked for late may be gone with an older build of the page.
  addEventListener("vite:preloadError", () => {
    speak(places.status, (w) => w.status.partMissing);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") runner.stop();
  });
  wide.addEventListener("change", () => showActions());
  const known = kept();
  if (known !== null) panel.show(known);
  const target = known ?? { kind: "demo", choice: FIRST_CHOICE, auth: "basic" };
  // It must not compete with what the first answer needs.
  void open(target, known !== null).then(keepForOffline);
}

/** Connects, learns what the key may do, and goes on with the action in the address bar. */
async function open(target: Target, isKept: boolean): Promise<void> {
  // What is shown belongs to the shop before: nothing more can be confirmed or taken back there.
  runner.clear();
  forget();
  connection = undefined;
  isConnecting = true;
  bulk.connected(null);
  access = undefined;
  if (shown.writes) shown.form.setAside(false);
  showPresence({ state: "connecting" });
  let made: Connection | undefined;
  const outcome = await runner.attempt({
    doing: (w) => w.status.connecting,
    // Which shop it will be only the worker tells.
    asked:
      target.kind === "edge"
        ? null
        : { address: addressOf(target), site: null, action: FIRST_ACTION, input: {} },
    run: async (signal) => {
      made = await connect(target, runner.watch, signal);
      const check = findAction(FIRST_ACTION, made.actions);
      return check === undefined ? UNCHECKED : made.run(check, {}, signal);
    },
    show: (answer) => (answer === UNCHECKED ? uncheckedView() : showAnswer(answer, made)),
    fail: failure,
  });
  if (outcome.kind === "superseded") return;
  isConnecting = false;
  const report = outcome.kind === "answer" ? outcome.answer : null;
  if (made === undefined || typeof report !== "object" || report === null) {
    showPresence({ state: "failed" });
    // What a worker told of its actions is gone with it.
    if (!ACTIONS.includes(action)) {
      action = startAction();
      showAction(readRoute(location.hash).input);
    }
    showActions();
    showOutbox();
    return;
  }
  connection = made;
  access = isAccess(report) ? report : undefined;
  bulk.connected(bulkShop(target));
  if (isKept && target.kind !== "demo") keep(target);
  panel.connected(made);
  panel.fold(!wide.matches);
  showPresence({ state: "connected", access, connection: made });
  action = startAction();
  const { action: asked, input } = readRoute(location.hash);
  showAction(input);
  rememberChanges();
  showOutbox();
  if (bulk.isShown()) return;
  if (action.name !== FIRST_ACTION && mayRunUnasked(input)) await run();
  if (asked !== "" && asked !== action.name) tellUnknown(asked);
}

async function run(): Promise<void> {
  const shop = connection;
  if (shop === undefined) return;
  const input = shown.form.read();
  runner.hush();
  const problems = await problemsOf(action, input);
  if (shop !== connection) return;
  shown.form.mark(problems);
  if (problems.length > 0) {
    runner.clear();
    const { length } = problems;
    speak(places.status, (w) => w.status.notSent(length));
    return;
  }
  recordRoute(routeTo(action.name, input));
  rememberChanges();
  if (shown.writes) {
    const { form } = shown;
    const desk = {
      shop,
      action,
      form,
      answer: places.answer,
      runner,
      fail: (error: unknown) => failure(error, true),
      onWriting: () => {
        rememberChanges();
        held = location.hash;
      },
      onWritten: () => {
        held = undefined;
        void showOutbox();
      },
    };
    const { preview } = await writing();
    if (shop === connection) await preview(desk, input);
    return;
  }
  const name = titleOf(action);
  await runner.attempt({
    doing: (w) => w.status.running(name(w)),
    asked: askedOf(shop, action.name, input),
    run: (signal) => shop.run(action, input, signal),
    show: (answer) => showAnswer(answer, shop),
    fail: failure,
  });
  showOutbox();
}

function showAnswer(answer: unknown, shop: Connection | undefined): Promise<HTMLElement> {
  return answerView(answer, {
    address: shop?.target === "shop" ? shop.address : null,
    ask: async (name, input) => {
      const asked = findAction(name, shop?.actions);
      if (shop === undefined || asked === undefined) throw notWithThisToken(name);
      return shop.run(asked, input, new AbortController().signal);
    },
  });
}

function failure(error: unknown, isWriting = false): HTMLElement {
  if (!isFailure(error)) return faultView(error);
  const { field: name } = error;
  if (name !== null) shown.form.mark([{ name, language: null, message: tellingOf(error) }]);
  return errorView(error, isWriting);
}

/** Another input is another place to come back to; the first one belongs to the bare name. */
function recordRoute(route: string): void {
  const isBare = Object.keys(readRoute(location.hash).input).length === 0;
  if (route === location.hash) return;
  if (isBare) history.replaceState(null, "", route);
  else history.pushState(null, "", route);
}

function followHash(): void {
  // Cut off, nobody would know what came of a write.
  if (held !== undefined) {
    history.pushState(null, "", held);
    speak(places.status, (w) => w.status.writingFirst);
    return;
  }
  const { action: name, input } = readRoute(location.hash);
  if (isBulk()) {
    showBulk();
    return;
  }
  const next = findAction(name === "" ? FIRST_ACTION : name, actions());
  if (next === undefined) {
    tellUnknown(name);
    return;
  }
  action = next;
  bulk.show(false);
  leave();
  showAction(input);
  showOutbox();
  places.action.focus();
  // A link names what is to be shown; a bare name only opens the form.
  const isAsked = Object.keys(input).length > 0 || Object.keys(shown.form.read()).length === 0;
  if (isAsked && mayRunUnasked(input)) void run();
}

function tellUnknown(name: string): void {
  speak(places.status, (w) => w.status.noAction(name));
}

/** Forgets what is shown. Who connects goes on with what the address names by then. */
function leave(): void {
  if (!isConnecting) runner.clear();
}

function showBulk(): void {
  leave();
  bulk.show(true);
  showActions();
  places.bulk.focus();
}

function isBulk(): boolean {
  return readRoute(location.hash).action === BULK;
}

/** Following a link or connecting must never change a shop. What is wrong with a link is told. */
function mayRunUnasked(input: Input): boolean {
  return !isWriting(action) && (Object.keys(input).length > 0 || shown.form.isComplete());
}

function showAction(input: Input): void {
  const example = connection?.examples[action.name] ?? {};
  const given = Object.keys(input).length > 0 ? input : example;
  const handlers = { run: () => void run(), cancel: () => runner.stop() };
  shown = isWriting(action)
    ? { writes: true, form: writingForm(action, given, connection?.records, handlers) }
    : { writes: false, form: actionForm(action, given, handlers) };
  // There by the time that the form is filled in.
  if (shown.writes) writing().catch(() => {});
  shown.form.setReady(connection !== undefined);
  shown.form.setRunning(isConnecting);
  const hadFocus = places.action.contains(document.activeElement);
  fill(places.action, shown.form.node);
  if (hadFocus) places.action.focus();
  showActions();
}

function showActions(): void {
  const locked = access === undefined ? new Set<string>() : stopped(access);
  fill(
    places.actions,
    actionsView(actions(), bulk.isShown() ? BULK : action.name, locked, wide.matches),
  );
  const what = bulk.isShown() ? BULK_TITLE : titleOf(action);
  speak(title, (w) => `${what(w)} · ${w.page.title}`);
}

function showPresence(presence: Presence): void {
  bar.show(presence);
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
  const { outboxView } = await import("./views/outbox.js");
  if (shop === connection) fill(places.outbox, outboxView(mails, changes, states));
}

function startAction(): Action {
  const all = actions();
  const found = findAction(readRoute(location.hash).action, all) ?? findAction(FIRST_ACTION, all);
  const [first] = all;
  if (found ?? first) return (found ?? first) as Action;
  throw new Error("The catalogue is empty.");
}

/** What can be run; before anything is connected, what the package can. */
function actions(): readonly Action[] {
  return connection?.actions ?? ACTIONS;
}

void start();
