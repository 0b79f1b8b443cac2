import { h } from "../components/element.js";
import { setText } from "../language/live.js";
import { type Dictionary, type Message, textsIn } from "../language/message.js";
import { CsvError, type CsvTable, decode, MOST_BYTES, parseCsv } from "./csv.js";

/** Where a table comes from: a file or pasted text. */
export interface Source {
  node: HTMLElement;
  setEnabled(isEnabled: boolean): void;
}

/** What was read, and how its bytes were understood; `null` for text that was pasted. */
interface ReadTable {
  table: CsvTable;
  encoding: string | null;
}

/** `onTable` gets what was read; `null` where it cannot be. */
export function sourceView(onTable: (table: CsvTable | null) => void): Source {
  const file = fileInput();
  const text = h("textarea", {
    id: "bulk-text",
    rows: 5,
    dir: "auto",
    spellcheck: "false",
    "aria-describedby": "bulk-file-help",
  });
  const result = h("p", { class: "formnote", id: "bulk-read", role: "status" });
  const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
  const read = h("button", { type: "button", id: "bulk-paste" }, (w) => w.bulk.readText);
  const take = (parse: () => ReadTable) => {
    failure.hidden = true;
    setText(result, null);
    try {
      const { table, encoding } = parse();
      setText(result, summary(table, encoding));
      onTable(table);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      setText(failure, error.text);
      failure.hidden = false;
      onTable(null);
    }
  };
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    take(await reader(chosen));
    // The same file, corrected, must be a change as well.
    file.value = "";
  });
  read.addEventListener("click", () => {
    take(() => ({ table: parseCsv(text.value), encoding: null }));
  });
  const inputs = inputsOf(file, text, read);
  return {
    node: h("div", { class: "bulkstep" }, inputs, result, failure),
    setEnabled: (isEnabled) => {
      inputs.disabled = !isEnabled;
    },
  };
}

function fileInput(): HTMLInputElement {
  return h("input", {
    type: "file",
    id: "bulk-file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    "aria-describedby": "bulk-file-help",
  });
}

/** Its bytes are there already: what is wrong with them is told once they are parsed. */
async function reader(chosen: File): Promise<() => ReadTable> {
  const isTooLarge = chosen.size > MOST_BYTES;
  const bytes = isTooLarge ? new Uint8Array() : new Uint8Array(await chosen.arrayBuffer());
  return () => {
    if (isTooLarge) throw new CsvError((w) => w.bulk.csv.tooLarge);
    const { text, encoding } = decode(bytes);
    return { table: parseCsv(text), encoding };
  };
}

function inputsOf(file: HTMLElement, text: HTMLElement, read: HTMLElement): HTMLFieldSetElement {
  return h(
    "fieldset",
    { class: "fields" },
    h("legend", { class: "hidden" }, (w) => w.bulk.table),
    h(
      "div",
      { class: "field" },
      h("label", { for: "bulk-file" }, (w) => w.bulk.file),
      file,
    ),
    h(
      "div",
      { class: "field" },
      h("label", { for: "bulk-text" }, (w) => w.bulk.pasted),
      text,
    ),
    h("p", { class: "help", id: "bulk-file-help" }, (w) => w.bulk.help),
    h("div", { class: "buttons" }, read),
  );
}

function summary({ delimiter, header, rows }: CsvTable, encoding: string | null): Message {
  const counted: Message = ({ bulk }) =>
    header.length > 1 && isSeparator(bulk.separators, delimiter)
      ? bulk.readSeparated(rows.length, header.length, bulk.separators[delimiter])
      : bulk.read(rows.length, header.length);
  if (encoding === null || encoding === "utf-8") return counted;
  const doubt: Message = (w) => (encoding === "windows-1252" ? w.bulk.encodingDoubt : "");
  return (words) => textsIn([counted, (w) => w.bulk.readAs(encoding), doubt], words);
}

type Separators = Dictionary["bulk"]["separators"];

function isSeparator(names: Separators, delimiter: string): delimiter is keyof Separators {
  return Object.hasOwn(names, delimiter);
}
