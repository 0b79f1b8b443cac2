import { h } from "../components/element.js";
import { CsvError, type CsvTable, decode, MOST_BYTES, parseCsv } from "./csv.js";

/** Where a table comes from: a file or pasted text. */
export interface Source {
  node: HTMLElement;
  setEnabled(isEnabled: boolean): void;
}

const SEPARATORS: Readonly<Record<string, string>> = {
  ";": "semicolons",
  ",": "commas",
  "\t": "tabs",
};

/** `onTable` gets what was read; `null` where it cannot be. */
export function sourceView(onTable: (table: CsvTable | null) => void): Source {
  const file = h("input", {
    type: "file",
    id: "bulk-file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    "aria-describedby": "bulk-file-help",
  });
  const text = h("textarea", {
    id: "bulk-text",
    rows: 5,
    dir: "auto",
    spellcheck: "false",
    "aria-describedby": "bulk-file-help",
  });
  const told = h("p", { class: "formnote", id: "bulk-read", role: "status" });
  const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
  const read = h("button", { type: "button", id: "bulk-paste" }, "Read this text");
  const take = (parse: () => { table: CsvTable; encoding: string | null }) => {
    failure.hidden = true;
    told.textContent = "";
    try {
      const { table, encoding } = parse();
      told.textContent = summary(table, encoding);
      onTable(table);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      failure.textContent = error.message;
      failure.hidden = false;
      onTable(null);
    }
  };
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    const isTooLarge = chosen.size > MOST_BYTES;
    const bytes = isTooLarge ? new Uint8Array() : new Uint8Array(await chosen.arrayBuffer());
    take(() => {
      if (isTooLarge) throw new CsvError("The file has more than 20 MB: split it into several.");
      const { text: content, encoding } = decode(bytes);
      return { table: parseCsv(content), encoding };
    });
    // The same file, mended, must be a change as well.
    file.value = "";
  });
  read.addEventListener("click", () => {
    take(() => ({ table: parseCsv(text.value), encoding: null }));
  });
  const inputs = h(
    "fieldset",
    { class: "fields" },
    h("legend", { class: "hidden" }, "The table"),
    h("div", { class: "field" }, h("label", { for: "bulk-file" }, "CSV file"), file),
    h("div", { class: "field" }, h("label", { for: "bulk-text" }, "Or pasted rows"), text),
    h(
      "p",
      { class: "help", id: "bulk-file-help" },
      "The first row names the columns. One column holds the product's ID or reference, others hold texts: a column for each language (meta_title_fr), or one column that names the language of the row. An empty cell leaves a text as it is. The file is read in this page and not uploaded.",
    ),
    h("div", { class: "buttons" }, read),
  );
  return {
    node: h("div", { class: "bulkstep" }, inputs, told, failure),
    setEnabled: (isEnabled) => {
      inputs.disabled = !isEnabled;
    },
  };
}

function summary({ delimiter, header, rows }: CsvTable, encoding: string | null): string {
  const separators = header.length > 1 ? `, separated by ${SEPARATORS[delimiter]}` : "";
  const counted = `Read ${rows.length} rows of ${header.length} columns${separators}.`;
  if (encoding === null || encoding === "utf-8") return counted;
  const doubt = " If letters with accents look wrong below, save it as “CSV UTF-8”.";
  return `${counted} It was read as ${encoding}.${encoding === "windows-1252" ? doubt : ""}`;
}
