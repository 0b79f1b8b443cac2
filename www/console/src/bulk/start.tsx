import { useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { Card } from "../parts/record.js";
import { shop } from "../state/session.js";
import { guessRoles } from "./columns.js";
import { CsvError, decode, MOST_BYTES, parseCsv } from "./csv.js";
import { bulkAction, textFields } from "./fields.js";
import { BulkHead } from "./head.js";
import { TextsCard } from "./texts-card.js";
import { type List, takeList } from "./work.js";

/** A file that was read, or rows that were pasted. */
type Source = Pick<List, "file" | "encoding" | "table">;

/** Download the texts, edit them elsewhere, and bring them back. */
export function FileStage() {
  return (
    <>
      <BulkHead work={null} />
      <p class="muted">{words.value.bulk.lead}</p>
      <div class="halves">
        <TextsCard />
        <FileCard />
      </div>
    </>
  );
}

function FileCard() {
  const [error, fail] = useState<unknown>(null);
  const [isReading, read] = useState(false);
  const w = words.value.bulk;
  const take = async (source: () => Source | Promise<Source>) => {
    fail(null);
    read(true);
    try {
      await takeSource(await source());
    } catch (thrown) {
      fail(thrown);
    } finally {
      read(false);
    }
  };
  return (
    <Card title={w.bringBack}>
      <div class="stack">
        <FileField onFile={(file) => void take(() => sourceOf(file))} />
        <Pasted onText={(text) => void take(() => pastedSource(text))} />
        {isReading && <p class="faint small">{words.value.shell.loading}</p>}
        {error instanceof CsvError && <Note tone="bad" title={textNow(error.text)} live />}
        {error !== null && !(error instanceof CsvError) && <Problem error={error} />}
      </div>
    </Card>
  );
}

function FileField({ onFile }: { onFile(file: File): void }) {
  const w = words.value.bulk;
  return (
    <Field id="bulk-file" label={w.file} help={w.help}>
      <input
        type="file"
        id="bulk-file"
        class="input"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-describedby="bulk-file-help"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file, corrected, must be a change as well.
          currentTarget.value = "";
        }}
      />
    </Field>
  );
}

function Pasted({ onText }: { onText(text: string): void }) {
  const [text, type] = useState("");
  const w = words.value.bulk;
  return (
    <details>
      <summary>{w.pasted}</summary>
      <div class="stack gap">
        <textarea
          class="input mono"
          id="bulk-text"
          rows={5}
          dir="auto"
          spellcheck={false}
          aria-label={w.pasted}
          value={text}
          onInput={({ currentTarget: { value } }) => type(value)}
        />
        <span>
          <Button id="bulk-paste" onClick={() => onText(text)}>
            {w.readText}
          </Button>
        </span>
      </div>
    </details>
  );
}

async function sourceOf(file: File): Promise<Source> {
  if (file.size > MOST_BYTES) throw new CsvError((w) => w.bulk.csv.tooLarge);
  const { text, encoding } = decode(new Uint8Array(await file.arrayBuffer()));
  return { file: file.name, encoding, table: parseCsv(text) };
}

function pastedSource(text: string): Source {
  return { file: null, encoding: null, table: parseCsv(text) };
}

/** The columns are guessed; somebody looks at them before anything is read. */
async function takeSource(source: Source): Promise<void> {
  const open = shop.peek();
  const action = open === null ? undefined : bulkAction(open.actions);
  if (open === null || action === undefined) return;
  const languages = await open.records.languages();
  if (languages.length === 0) throw new CsvError((w) => w.bulk.languagesUnread);
  if (shop.peek() !== open) return;
  const fields = textFields(action);
  const roles = guessRoles(source.table.header, fields, languages);
  const usualLanguage = languages[0]?.code ?? null;
  const list: List = {
    ...source,
    fields,
    languages,
    mapping: { roles, usualLanguage },
    stage: "columns",
    tookMs: 0,
  };
  await takeList(open.ref, list);
}
