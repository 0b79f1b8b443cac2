import { badge } from "../components/badge.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import {
  changeable,
  declaredLimit,
  findAction,
  inputOf,
  shownLength,
} from "../services/catalogue.js";
import { tellingOf } from "../services/failure.js";
import type { TextLanguage } from "../services/record.js";
import type { TextField } from "./columns.js";
import type { CsvTable } from "./csv.js";
import type { BulkShop } from "./entry.js";
import { jobOf } from "./job.js";
import { mappingForm } from "./mapping.js";
import { byProduct, checkRows, type Mapping } from "./rows.js";
import { sourceView } from "./source.js";
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

/** Table, columns, preview, run: one below the other. */
export function bulkView(shop: BulkShop): BulkView {
  const fields = textFields();
  const columns = h("div", {});
  const place = h("div", {});
  const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
  const reading = new AbortController();
  let work: Work | undefined;
  let newest: CsvTable | null = null;

  const source = sourceView((table) => void take(table));
  const take = async (table: CsvTable | null) => {
    newest = table;
    work = undefined;
    failure.hidden = true;
    fill(columns);
    fill(place);
    if (table === null) return;
    try {
      const languages = await readLanguages(shop, reading.signal);
      // Another table may have been read meanwhile.
      if (newest === table) showColumns(table, languages);
    } catch (error) {
      fill(failure, (w) => w.bulk.languagesUnread, " ", quoted(tellingOf(error)));
      failure.hidden = false;
    }
  };
  const showColumns = (table: CsvTable, languages: readonly TextLanguage[]) => {
    const form = mappingForm(table, fields, languages, (mapping) =>
      begin(table, mapping, languages, (isEnabled) => {
        form.setEnabled(isEnabled);
        source.setEnabled(isEnabled);
      }),
    );
    fill(columns, form.node);
    form.node.querySelector("h2")?.focus();
  };
  const begin = (
    table: CsvTable,
    mapping: Mapping,
    languages: readonly TextLanguage[],
    setEnabled: (isEnabled: boolean) => void,
  ) => {
    const rows = checkRows(table.rows, mapping, fields, languages);
    work = workView({
      shop,
      rows,
      job: jobOf(byProduct(rows)),
      languages,
      onRunning: (isRunning) => setEnabled(!isRunning),
    });
    fill(place, work.node);
    work.start();
  };

  return {
    node: h(
      "div",
      { class: "bulk" },
      h(
        "div",
        { class: "heading" },
        h(
          "div",
          { class: "cardhead" },
          h("h1", { id: "bulk-title" }, (w) => w.bulk.title),
          badge((w) => w.form.writes, "warn"),
        ),
        h("p", { class: "lead" }, (w) => w.bulk.lead),
      ),
      source.node,
      failure,
      columns,
      place,
    ),
    dispose: () => {
      reading.abort();
      work?.dispose();
    },
  };
}

/** The texts that the action takes, as its description limits them. */
function textFields(): TextField[] {
  const action = findAction("update_product_seo");
  if (action === undefined) return [];
  return changeable(action).map((name) => {
    const schema = inputOf(action, name);
    return { name, most: declaredLimit(schema), shown: shownLength(schema) };
  });
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
