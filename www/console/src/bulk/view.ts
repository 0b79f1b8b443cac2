import { badge } from "../components/badge.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { messageOf } from "../shop/failure.js";
import type { TextLanguage } from "../shop/record.js";
import { textFields } from "./action.js";
import type { CsvTable } from "./csv.js";
import type { BulkShop } from "./entry.js";
import { jobOf } from "./job.js";
import { mappingForm } from "./mapping.js";
import { byProduct, type CheckedRow, checkRows } from "./rows.js";
import { type Source, sourceView } from "./source.js";
import { type Work, workView } from "./work.js";

/** The SEO texts of many products, from a table. */
export interface BulkView {
  node: HTMLElement;
  /** Ends whatever is under way. */
  dispose(): void;
}

/** What the lists of languages answer. */
interface Languages {
  languages: readonly { id: number; name: string; iso_code: string; is_rtl: boolean }[];
}

/** What the view is made of, and how far it is. */
interface ViewState {
  shop: BulkShop;
  source: Source;
  /** Holds the form of the columns. */
  columns: HTMLElement;
  /** Holds preview and report. */
  place: HTMLElement;
  failure: HTMLElement;
  reading: AbortController;
  work: Work | null;
  /** The table that was read last. */
  newest: CsvTable | null;
}

/** Table, columns, preview, run: one below the other. */
export function bulkView(shop: BulkShop): BulkView {
  const state: ViewState = {
    shop,
    source: sourceView((table) => void take(state, table)),
    columns: h("div", {}),
    place: h("div", {}),
    failure: h("p", { class: "notice bad", role: "alert", hidden: true }),
    reading: new AbortController(),
    work: null,
    newest: null,
  };
  const { source, failure, columns, place } = state;
  return {
    node: h("div", { class: "bulk" }, heading(), source.node, failure, columns, place),
    dispose: () => {
      state.reading.abort();
      state.work?.dispose();
    },
  };
}

function heading(): HTMLElement {
  return h(
    "div",
    { class: "heading" },
    h(
      "div",
      { class: "cardhead" },
      h("h1", { id: "bulk-title" }, (w) => w.bulk.title),
      badge((w) => w.form.writes, "warn"),
    ),
    h("p", { class: "lead" }, (w) => w.bulk.lead),
  );
}

async function take(state: ViewState, table: CsvTable | null): Promise<void> {
  const { shop, columns, place, failure, reading } = state;
  state.newest = table;
  state.work = null;
  failure.hidden = true;
  fill(columns);
  fill(place);
  if (table === null) return;
  try {
    const languages = await readLanguages(shop, reading.signal);
    // Another table may have been read meanwhile.
    if (state.newest === table) showColumns(state, table, languages);
  } catch (error) {
    fill(failure, (w) => w.bulk.languagesUnread, " ", quoted(messageOf(error)));
    failure.hidden = false;
  }
}

function showColumns(state: ViewState, table: CsvTable, languages: readonly TextLanguage[]): void {
  const fields = textFields();
  const form = mappingForm(table, fields, languages, (mapping) => {
    const rows = checkRows(table.rows, mapping, fields, languages);
    begin(state, rows, languages, (isRunning) => {
      form.setEnabled(!isRunning);
      state.source.setEnabled(!isRunning);
    });
  });
  fill(state.columns, form.node);
  form.node.querySelector("h2")?.focus();
}

function begin(
  state: ViewState,
  rows: readonly CheckedRow[],
  languages: readonly TextLanguage[],
  onRunning: (isRunning: boolean) => void,
): void {
  const { shop, place } = state;
  state.work = workView({ shop, rows, job: jobOf(byProduct(rows)), languages, onRunning });
  fill(place, state.work.node);
  state.work.start();
}

async function readLanguages(shop: BulkShop, signal: AbortSignal): Promise<TextLanguage[]> {
  const { languages } = (await shop.run("list_languages", {}, signal)) as Languages;
  return languages.map(({ id, name, iso_code: code, is_rtl: isRightToLeft }) => ({
    id,
    name,
    code,
    isRightToLeft,
  }));
}
