import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Tag } from "../parts/pill.js";
import { Problem } from "../parts/problem.js";
import { Card } from "../parts/record.js";
import { When } from "../parts/when.js";
import { useAnswer } from "../state/answers.js";
import { goTo, hrefTo } from "../state/route.js";
import { runNamed } from "../state/running.js";
import { shop } from "../state/session.js";
import { type Subject, useNames } from "./names.js";

/** A change as the journal of a worker has it. */
export interface JournalChange extends Subject {
  id: string;
  /** In UTC. */
  at: string;
  /** The name of the token. */
  caller: string;
  outcome: "written" | "unknown";
  fields: readonly { field: string }[];
  undoes: string | null;
  undone_by: string | null;
}

interface JournalPage {
  changes: readonly JournalChange[];
  next: string | null;
}

const LIST = "list_changes";
const UNDO = "undo_change";

/** Whether the shop is reached through a worker that keeps a journal for this token. */
export function hasJournal(): boolean {
  return shop.value?.actions.some(({ name }) => name === LIST) === true;
}

/** What was saved through the worker, by anybody, newest first; one page behind the other. */
export function Journal() {
  const [starts, setStarts] = useState<readonly string[]>([]);
  return (
    <Card title={words.value.changes.throughWorker} bare>
      <div class="in-list">
        {["", ...starts].map((before, place) => (
          <JournalPart
            key={before}
            before={before}
            onOlder={place === starts.length ? (next) => setStarts([...starts, next]) : null}
          />
        ))}
      </div>
    </Card>
  );
}

function JournalPart(props: { before: string; onOlder: ((next: string) => void) | null }) {
  const { before, onOlder } = props;
  const w = words.value.changes;
  const { value, error, again } = useAnswer(
    `${LIST} ${before}`,
    async (open, signal) =>
      (await runNamed(open, LIST, before === "" ? {} : { before }, { signal })) as JournalPage,
  );
  const names = useNames(value?.changes ?? []);
  if (error !== null && value === null) {
    return <Problem error={error} acts={<Button onClick={again}>{w.again}</Button>} />;
  }
  if (value === null) return <p class="faint">{words.value.shell.loading}</p>;
  if (value.changes.length === 0) return <p class="faint">{w.none}</p>;
  const { next } = value;
  return (
    <>
      <ul class="plain-list">
        {value.changes.map((change) => (
          <JournalRow key={change.id} change={change} name={names(change)} />
        ))}
      </ul>
      {next !== null && onOlder !== null && (
        <Button size="small" onClick={() => onOlder(next)}>
          {w.older}
        </Button>
      )}
    </>
  );
}

/** The page of a record, where it has one. */
const PAGES = { products: "products", orders: "orders", customers: "customers" } as const;

function JournalRow({ change, name }: { change: JournalChange; name: string }) {
  const w = words.value;
  const { id, at, caller, resource, record, outcome, fields, undoes, undone_by } = change;
  const page = Object.hasOwn(PAGES, resource) ? PAGES[resource as keyof typeof PAGES] : null;
  const mayUndo = shop.value?.actions.some((one) => one.name === UNDO) === true;
  return (
    <li data-journal={id}>
      {page === null ? (
        <span>{name}</span>
      ) : (
        <a href={hrefTo(page, page === "orders" ? `id:${record}` : record)}>{name}</a>
      )}
      <span class="small">
        {undoes === null ? w.write.changes(fields.length) : w.changes.undoing}
      </span>
      {outcome === "unknown" && <Tag tone="warn">{w.changes.notKnown}</Tag>}
      {undone_by !== null && <Tag>{w.changes.undone}</Tag>}
      <span class="end small faint">
        {caller} · <When date={localOf(at)} />
      </span>
      {mayUndo && undone_by === null && (
        <Button
          size="small"
          icon="undo"
          onClick={() => goTo("calls", UNDO, { change: id })}
          label={w.changes.undoOf(name)}
        >
          {w.write.saved.undo}
        </Button>
      )}
    </li>
  );
}

/** The clock of the worker is in UTC, the page's is the reader's. */
function localOf(at: string): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
