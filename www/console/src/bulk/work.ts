import { downloadButton } from "../components/download.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { table } from "../components/table.js";
import { setText, words } from "../language/live.js";
import type { Message } from "../language/message.js";
import { stayUntilWritten } from "../leaving.js";
import type { TextLanguage } from "../shop/record.js";
import { counted, type EntryList, entryList } from "./entries.js";
import type { BulkShop, Entry, PassEnd } from "./entry.js";
import {
  forgiveConflicts,
  isContested,
  lookAll,
  type Pass,
  type PassOptions,
  pending,
  previewAll,
  writeAll,
} from "./job.js";
import { pager } from "./pager.js";
import { type Progress, progressView } from "./progress.js";
import { reportCsv } from "./report.js";
import type { CheckedRow } from "./rows.js";

/** The way from the rows to what was written. */
export interface Work {
  node: HTMLElement;
  /** Begins the preview. */
  start(): void;
  /** Ends whatever is under way, at once. */
  dispose(): void;
}

/** What the work is about. */
export interface WorkOptions {
  shop: BulkShop;
  rows: readonly CheckedRow[];
  job: readonly Entry[];
  languages: readonly TextLanguage[];
  /** DisplayText when something starts and when nothing runs any more. */
  onRunning(isRunning: boolean): void;
}

type Run = (job: readonly Entry[], shop: BulkShop, options: PassOptions) => Promise<PassEnd>;

const PASSES: Readonly<Record<Pass, { during: Message; afterwards: Message; run: Run }>> = {
  preview: {
    during: (w) => w.bulk.previewTitle,
    afterwards: (w) => w.bulk.previewTitle,
    run: previewAll,
  },
  write: {
    during: (w) => w.bulk.writingTitle,
    afterwards: (w) => w.bulk.reportTitle,
    run: writeAll,
  },
  look: {
    during: (w) => w.bulk.lookingTitle,
    afterwards: (w) => w.bulk.reportTitle,
    run: lookAll,
  },
};

/** Rows left out are seldom many. */
const ROWS_A_PAGE = 20;

/** A pass that is under way. */
interface RunningPass {
  pass: Pass;
  abort: AbortController;
  /** Nothing more is begun. */
  isDraining: boolean;
}

/** What the work is made of, and what is under way. */
interface WorkState extends WorkOptions {
  heading: HTMLElement;
  progress: Progress;
  list: EntryList;
  /** Says why the rest has not been tried. */
  halted: HTMLElement;
  buttons: DecisionButtons;
  running: RunningPass | null;
}

/** Preview, decision, progress and report of one job. */
export function workView(options: WorkOptions): Work {
  const { shop, job, languages } = options;
  const state: WorkState = {
    ...options,
    heading: h("h2", { tabindex: "-1" }, (w) => w.bulk.previewTitle),
    progress: progressView(),
    list: entryList(languages),
    halted: h("div", { class: "notice bad", role: "alert", hidden: true }),
    buttons: decisionButtons(),
    running: null,
  };
  const { heading, list, buttons, progress } = state;
  shop.onLook = progress.wait;
  listen(state);
  list.show(job);
  return {
    node: layout(state),
    start: () => {
      heading.focus();
      if (job.length > 0) void run(state, "preview");
      else buttons.show({ isRunning: false, hasWritten: false, job });
    },
    dispose: () => state.running?.abort.abort(),
  };
}

function layout({ rows, job, heading, progress, halted, buttons, list }: WorkState): HTMLElement {
  const leftOut = rows.filter(({ problem }) => problem !== null);
  const report = downloadButton((w) => w.bulk.downloadReport, {
    name: "seo-report.csv",
    type: "text/csv;charset=utf-8",
    text: () => reportCsv(rows, job, words()),
  });
  return h(
    "div",
    { class: "bulkstep" },
    heading,
    leftOut.length > 0 && leftOutView(leftOut),
    progress.node,
    halted,
    h("div", { class: "buttons bulkbuttons" }, ...buttons.all, report),
    list.node,
  );
}

function listen(state: WorkState): void {
  const { job, buttons } = state;
  buttons.preview.addEventListener("click", () => void run(state, "preview"));
  buttons.write.addEventListener("click", () => void run(state, "write"));
  buttons.look.addEventListener("click", () => void run(state, "look"));
  buttons.forgive.addEventListener("click", () => {
    forgiveConflicts(job);
    void run(state, "preview");
  });
  buttons.stop.addEventListener("click", () => stop(state));
}

/** A write that is cut off leaves open what came of it: only a second press does that. */
function stop({ running, buttons }: WorkState): void {
  if (running === null) return;
  if (running.pass !== "write" || running.isDraining) running.abort.abort();
  running.isDraining = true;
  setText(buttons.stop, (w) => w.bulk.stopAtOnce);
}

async function run(state: WorkState, pass: Pass): Promise<void> {
  if (state.running !== null) return;
  const { shop, job, progress, list } = state;
  const mine: RunningPass = { pass, abort: new AbortController(), isDraining: false };
  state.running = mine;
  showRunning(state, pass);
  // Products would be left half done, without a report.
  const done = pass === "write" ? stayUntilWritten() : () => {};
  progress.start(pass, pending(job, pass).length);
  const end = await PASSES[pass].run(job, shop, {
    signal: mine.abort.signal,
    isDraining: () => mine.isDraining,
    onStep: (entry) => {
      progress.step();
      list.touch(entry);
    },
  });
  done();
  state.running = null;
  showEnd(state, pass, end);
}

function showRunning({ heading, halted, buttons, job, onRunning }: WorkState, pass: Pass): void {
  setText(heading, PASSES[pass].during);
  halted.hidden = true;
  onRunning(true);
  buttons.show({ isRunning: true, hasWritten: pass !== "preview", job });
}

function showEnd(state: WorkState, pass: Pass, end: PassEnd): void {
  const { heading, progress, list, halted, buttons, job, onRunning } = state;
  const count = counted(job);
  const ended = end.kind === "done" ? pass : "stopped";
  progress.end((w) => w.bulk.ended[ended](count(w)));
  if (end.kind === "halted") {
    fill(halted, h("strong", {}, quoted(end.message)), h("p", {}, quoted(end.hint)));
    halted.hidden = false;
  }
  list.show(job);
  onRunning(false);
  buttons.show({ isRunning: false, hasWritten: pass !== "preview", job });
  setText(heading, PASSES[pass].afterwards);
  heading.focus();
}

type DecisionButtons = ReturnType<typeof decisionButtons>;

function decisionButtons() {
  const button = (id: string, attributes = {}) =>
    h("button", { type: "button", id: `bulk-${id}`, ...attributes });
  const preview = button("preview");
  const write = button("write", { class: "primary" });
  const look = button("look");
  const forgive = button("forgive");
  const stop = button("stop", { class: "stop" });
  setText(preview, (w) => w.bulk.previewRest);
  setText(forgive, (w) => w.bulk.previewConflicts);
  return {
    preview,
    write,
    look,
    forgive,
    stop,
    all: [write, preview, look, forgive, stop],
    show: (at: { isRunning: boolean; hasWritten: boolean; job: readonly Entry[] }) => {
      const count = pending(at.job, "write").length;
      const open = pending(at.job, "look").length;
      const hadFocus = [write, preview, look, forgive, stop].includes(
        document.activeElement as HTMLButtonElement,
      );
      setText(write, ({ bulk }) => (at.hasWritten ? bulk.goOn : bulk.write)(count));
      setText(look, (w) => w.bulk.lookAgain(open));
      setText(stop, (w) => w.bulk.stop);
      write.hidden = at.isRunning || count === 0;
      preview.hidden = at.isRunning || pending(at.job, "preview").length === 0;
      look.hidden = at.isRunning || open === 0;
      forgive.hidden = at.isRunning || !at.job.some(isContested);
      stop.hidden = !at.isRunning;
      // The button under the visitor's finger must not vanish into nothing.
      if (hadFocus && at.isRunning) stop.focus();
    },
  };
}

function leftOutView(rows: readonly CheckedRow[]): HTMLElement {
  const list = pager<CheckedRow>(
    (w) => w.bulk.pagesOfRows,
    ROWS_A_PAGE,
    (shown) =>
      table(
        [
          { label: (w) => w.bulk.leftOutRows.row, cell: ({ number }) => h("span", {}, number) },
          {
            label: (w) => w.bulk.leftOutRows.product,
            cell: ({ named }) => h("bdi", { class: "text" }, named),
          },
          {
            label: (w) => w.bulk.leftOutRows.why,
            cell: ({ problem }) => h("span", { class: "text" }, problem),
          },
        ],
        shown,
      ),
  );
  list.show(rows);
  const title = h("summary", {}, (w) => w.bulk.leftOut(rows.length));
  return h("details", { class: "raw bulkleft", open: true }, title, list.node);
}
