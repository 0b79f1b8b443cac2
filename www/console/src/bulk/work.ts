import { downloadButton } from "../components/download.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import type { TextLanguage } from "../services/record.js";
import { counted, entryList } from "./entries.js";
import {
  type BulkShop,
  type Entry,
  forgiveConflicts,
  type PassEnd,
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

type Pass = "preview" | "write";

const PASSES: Readonly<
  Record<
    Pass,
    {
      label: string;
      done: string;
      run: (job: readonly Entry[], shop: BulkShop, options: PassOptions) => Promise<PassEnd>;
    }
  >
> = {
  preview: { label: "Previewing", done: "Previewed", run: previewAll },
  write: { label: "Writing", done: "Done", run: writeAll },
};

/** Rows left out are seldom many. */
const ROWS_A_PAGE = 20;

/** Preview, decision, progress and report of one job. */
export function workView({ shop, rows, job, languages, onRunning }: WorkOptions): Work {
  const heading = h("h2", { tabindex: "-1" }, "Preview");
  const progress = progressView();
  const list = entryList(languages);
  const halted = h("div", { class: "notice bad", role: "alert", hidden: true });
  const buttons = decisionButtons();
  let running: { abort: AbortController; isDraining: boolean } | undefined;

  const run = async (pass: Pass) => {
    if (running !== undefined) return;
    const mine = { abort: new AbortController(), isDraining: false };
    running = mine;
    const { label, done, run: work } = PASSES[pass];
    heading.textContent = pass === "preview" ? "Preview" : "Writing";
    halted.hidden = true;
    onRunning(true);
    buttons.show({ isRunning: true, isWriting: pass === "write", job });
    if (pass === "write") addEventListener("beforeunload", warn);
    progress.start(label, pending(job, pass).length);
    const end = await work(job, shop, {
      signal: mine.abort.signal,
      isDraining: () => mine.isDraining,
      onStep: (entry) => {
        progress.step();
        list.touch(entry);
      },
    });
    removeEventListener("beforeunload", warn);
    running = undefined;
    const word = end.kind === "done" ? done : "Stopped";
    progress.end(`${word}: ${counted(job)}.`);
    if (end.kind === "halted") {
      halted.replaceChildren(h("strong", {}, end.message), h("p", {}, end.hint));
      halted.hidden = false;
    }
    list.show(job);
    onRunning(false);
    buttons.show({ isRunning: false, isWriting: pass === "write", job });
    heading.textContent = pass === "preview" ? "Preview" : "Report";
    heading.focus();
  };

  buttons.preview.addEventListener("click", () => void run("preview"));
  buttons.write.addEventListener("click", () => void run("write"));
  buttons.forgive.addEventListener("click", () => {
    forgiveConflicts(job);
    void run("preview");
  });
  buttons.stop.addEventListener("click", () => {
    if (running === undefined) return;
    // A write that is cut off leaves open what came of it: only a second press does that.
    if (heading.textContent !== "Writing" || running.isDraining) running.abort.abort();
    running.isDraining = true;
    buttons.stop.textContent = "Stop at once";
  });
  const report = downloadButton("Download the report", {
    name: "seo-report.csv",
    type: "text/csv;charset=utf-8",
    text: () => reportCsv(rows, job),
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
      else buttons.show({ isRunning: false, isWriting: false, job });
    },
    dispose: () => running?.abort.abort(),
  };
}

/** Leaving the page would leave products half done without a report. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function decisionButtons() {
  const button = (id: string, attributes = {}) =>
    h("button", { type: "button", id: `bulk-${id}`, ...attributes });
  const preview = button("preview");
  const write = button("write", { class: "primary" });
  const forgive = button("forgive");
  const stop = button("stop", { class: "stop" });
  preview.textContent = "Preview the rest";
  forgive.textContent = "Preview the conflicts again";
  return {
    preview,
    write,
    forgive,
    stop,
    all: [write, preview, forgive, stop],
    show: (at: { isRunning: boolean; isWriting: boolean; job: readonly Entry[] }) => {
      const count = pending(at.job, "write").length;
      const hadFocus = [write, preview, forgive, stop].includes(
        document.activeElement as HTMLButtonElement,
      );
      write.textContent = at.isWriting ? `Go on with ${count}` : `Write ${products(count)}`;
      stop.textContent = "Stop";
      write.hidden = at.isRunning || count === 0;
      preview.hidden = at.isRunning || pending(at.job, "preview").length === 0;
      forgive.hidden = at.isRunning || !at.job.some(({ state }) => state === "conflict");
      stop.hidden = !at.isRunning;
      // The button under the visitor's finger must not vanish into nothing.
      if (hadFocus && at.isRunning) stop.focus();
    },
  };
}

function products(count: number): string {
  return count === 1 ? "1 product" : `${count} products`;
}

function leftOutView(rows: readonly CheckedRow[]): HTMLElement {
  const list = pager<CheckedRow>("rows left out", ROWS_A_PAGE, (shown) =>
    table(
      [
        { label: "Row", cell: ({ number }) => h("span", {}, String(number)) },
        { label: "Product", cell: ({ named }) => h("bdi", { class: "text" }, named) },
        { label: "Why", cell: ({ problem }) => h("span", { class: "text" }, problem ?? "") },
      ],
      shown,
    ),
  );
  list.show(rows);
  const title = rows.length === 1 ? "1 row is left out" : `${rows.length} rows are left out`;
  return h("details", { class: "raw bulkleft", open: true }, h("summary", {}, title), list.node);
}
