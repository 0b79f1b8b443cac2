import { downloadButton } from "../components/download.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { table } from "../components/table.js";
import { speak, words } from "../language/live.js";
import type { Say } from "../language/say.js";
import { stayUntilWritten } from "../leaving.js";
import type { TextLanguage } from "../services/record.js";
import { counted, entryList } from "./entries.js";
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
import { progressView } from "./progress.js";
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
  /** Told when something starts and when nothing runs any more. */
  onRunning(isRunning: boolean): void;
}

type Run = (job: readonly Entry[], shop: BulkShop, options: PassOptions) => Promise<PassEnd>;

const PASSES: Readonly<Record<Pass, { during: Say; afterwards: Say; run: Run }>> = {
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

/** Preview, decision, progress and report of one job. */
export function workView({ shop, rows, job, languages, onRunning }: WorkOptions): Work {
  const heading = h("h2", { tabindex: "-1" }, (w) => w.bulk.previewTitle);
  const progress = progressView();
  shop.onLook = progress.wait;
  const list = entryList(languages);
  const halted = h("div", { class: "notice bad", role: "alert", hidden: true });
  const buttons = decisionButtons();
  let running: { pass: Pass; abort: AbortController; isDraining: boolean } | undefined;

  const run = async (pass: Pass) => {
    if (running !== undefined) return;
    const mine = { pass, abort: new AbortController(), isDraining: false };
    running = mine;
    const { during, afterwards, run: work } = PASSES[pass];
    speak(heading, during);
    halted.hidden = true;
    onRunning(true);
    buttons.show({ isRunning: true, hasWritten: pass !== "preview", job });
    // Products would be left half done, without a report.
    const done = pass === "write" ? stayUntilWritten() : () => {};
    progress.start(pass, pending(job, pass).length);
    const end = await work(job, shop, {
      signal: mine.abort.signal,
      isDraining: () => mine.isDraining,
      onStep: (entry) => {
        progress.step();
        list.touch(entry);
      },
    });
    done();
    running = undefined;
    const count = counted(job);
    const came = end.kind === "done" ? pass : "stopped";
    progress.end((w) => w.bulk.ended[came](count(w)));
    if (end.kind === "halted") {
      fill(halted, h("strong", {}, quoted(end.message)), h("p", {}, quoted(end.hint)));
      halted.hidden = false;
    }
    list.show(job);
    onRunning(false);
    buttons.show({ isRunning: false, hasWritten: pass !== "preview", job });
    speak(heading, afterwards);
    heading.focus();
  };

  buttons.preview.addEventListener("click", () => void run("preview"));
  buttons.write.addEventListener("click", () => void run("write"));
  buttons.look.addEventListener("click", () => void run("look"));
  buttons.forgive.addEventListener("click", () => {
    forgiveConflicts(job);
    void run("preview");
  });
  buttons.stop.addEventListener("click", () => {
    if (running === undefined) return;
    // A write that is cut off leaves open what came of it: only a second press does that.
    if (running.pass !== "write" || running.isDraining) running.abort.abort();
    running.isDraining = true;
    speak(buttons.stop, (w) => w.bulk.stopAtOnce);
  });
  const report = downloadButton((w) => w.bulk.downloadReport, {
    name: "seo-report.csv",
    type: "text/csv;charset=utf-8",
    text: () => reportCsv(rows, job, words()),
  });
  const leftOut = rows.filter(({ problem }) => problem !== null);
  const node = h(
    "div",
    { class: "bulkstep" },
    heading,
    leftOut.length > 0 && leftOutView(leftOut),
    progress.node,
    halted,
    h("div", { class: "buttons bulkbuttons" }, ...buttons.all, report),
    list.node,
  );
  list.show(job);
  return {
    node,
    start: () => {
      heading.focus();
      if (job.length > 0) void run("preview");
      else buttons.show({ isRunning: false, hasWritten: false, job });
    },
    dispose: () => running?.abort.abort(),
  };
}

function decisionButtons() {
  const button = (id: string, attributes = {}) =>
    h("button", { type: "button", id: `bulk-${id}`, ...attributes });
  const preview = button("preview");
  const write = button("write", { class: "primary" });
  const look = button("look");
  const forgive = button("forgive");
  const stop = button("stop", { class: "stop" });
  speak(preview, (w) => w.bulk.previewRest);
  speak(forgive, (w) => w.bulk.previewConflicts);
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
      speak(write, ({ bulk }) => (at.hasWritten ? bulk.goOn : bulk.write)(count));
      speak(look, (w) => w.bulk.lookAgain(open));
      speak(stop, (w) => w.bulk.stop);
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
