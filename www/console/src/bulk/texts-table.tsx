import { useRef, useState } from "preact/hooks";
import type { Dictionary } from "../language/message.js";
import { saidAll } from "../language/said.js";
import { words } from "../language/words.js";
import { Button, Chip } from "../parts/button.js";
import { LengthBar } from "../parts/field.js";
import type { IconName } from "../parts/icon.js";
import { Picture } from "../parts/picture.js";
import { LanguageCode, Tag, type Tone } from "../parts/pill.js";
import { useRowKeys } from "../parts/row-keys.js";
import { Cell, Row, Table } from "../parts/table.js";
import { useShortcuts } from "../state/keys.js";
import { fieldText } from "./field-names.js";
import { pictureOfProduct, productName } from "./naming.js";
import { running } from "./running.js";
import { type RowFilter, type Standing, shownRows, type TextRow } from "./text-rows.js";
import { isOpen, tick, tickAll } from "./ticking.js";

const SHOWN_FILTERS: readonly RowFilter[] = [
  "all",
  "ready",
  "saved",
  "long",
  "left_out",
  "wrong",
  "unchanged",
];
/** So many rows at first, and with each press. */
const STEP = 50;

/** The texts of the file beside those of the shop, a tick for each. */
export function TextsTable({ rows }: { rows: readonly TextRow[] }) {
  const w = words.value.bulk;
  const [filter, choose] = useState<RowFilter>("all");
  const [count, show] = useState(STEP);
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  const shown = shownRows(rows, filter);
  const open = shown.filter(isOpen);
  const isAll = open.length > 0 && open.every(({ standing }) => standing === "ready");
  const isRunning = running.value !== null;
  const turnAll = () => isRunning || tickAll(open, !isAll);
  useShortcuts(
    [{ keys: ["a"], does: (w) => w.bulk.tickAll, run: turnAll }],
    [open, isAll, isRunning],
  );
  const all = (
    <label class="hit-area">
      <input
        type="checkbox"
        class="tick"
        id="tick-all"
        checked={isAll}
        disabled={isRunning || open.length === 0}
        aria-label={w.tickAll}
        onChange={turnAll}
      />
    </label>
  );
  return (
    <section class="card" aria-label={w.texts}>
      <header class="filters row-nowrap">
        {SHOWN_FILTERS.map((one) => {
          const found = shownRows(rows, one).length;
          if (found === 0 && one !== "all" && one !== filter) return null;
          return (
            <Chip key={one} pressed={one === filter} count={found} onClick={() => choose(one)}>
              {w.filters[one]}
            </Chip>
          );
        })}
        <span class="small faint end wide">
          <kbd aria-hidden="true">␣</kbd> {w.ticks} <kbd aria-hidden="true">A</kbd> {w.ticksAll}
        </span>
      </header>
      <Table
        label={w.texts}
        class="bulk"
        place={table}
        columns={[
          { name: all, class: "check" },
          { name: w.product },
          { name: w.field },
          { name: w.inShop },
          { name: w.fromFile },
          { name: w.length },
          { name: w.state },
        ]}
      >
        {shown.slice(0, count).map((row, place) => (
          <TextLine
            key={row.key}
            row={row}
            isFirst={row.isFirst || shown[place - 1]?.entry !== row.entry}
          />
        ))}
      </Table>
      <footer class="small muted">
        <span>{w.shownOf(Math.min(count, shown.length), shown.length)}</span>
        {shown.length > count && (
          <Button size="small" class="end" onClick={() => show(count + 2 * STEP)}>
            {w.showMore}
          </Button>
        )}
      </footer>
    </section>
  );
}

function TextLine({ row, isFirst }: { row: TextRow; isFirst: boolean }) {
  const w = words.value;
  const { entry, field, language, before, after, usual, length } = row;
  const name = productName(entry, w);
  const isCurrent = running.value?.current.has(entry) === true;
  return (
    <Row class={isCurrent ? "here" : undefined}>
      <Cell class="check first">
        <label class="hit-area">
          <input
            type="checkbox"
            class="tick"
            checked={row.standing !== "left_out" && row.place !== null}
            disabled={!isOpen(row) || running.value !== null}
            aria-label={`${name}, ${fieldText(field)} ${language}`}
            onChange={({ currentTarget: { checked } }) => tick(row, checked)}
          />
        </label>
      </Cell>
      <Cell class="prod" isName>
        <span class={isFirst ? "row" : "row same"}>
          <Picture url={pictureOfProduct(entry)} size="small" />
          <span class="cut" dir="auto">
            {name}
          </span>
        </span>
      </Cell>
      <Cell class="nowrap muted fieldc">
        {fieldText(field)} <LanguageCode code={language} />
      </Cell>
      <Cell class="clip oldc faint" language={language}>
        <span class="cut block" dir="auto">
          {before === "" ? w.bulk.empty : (before ?? "")}
        </span>
      </Cell>
      <Cell class="clip newc" language={language}>
        <span class="cut block" dir="auto">
          {after}
        </span>
      </Cell>
      <Cell class="lenc">
        {usual === null ? length : <LengthBar length={length} usual={usual} />}
      </Cell>
      <Cell class="statec">
        <StandingTag standing={row.standing} isCurrent={isCurrent} title={whyOf(row, w)} />
      </Cell>
    </Row>
  );
}

/** Why a text stands where it does; empty where there is nothing to say. */
export function whyOf({ entry: { message, hint } }: TextRow, w: Dictionary): string {
  return saidAll([...message, hint], w);
}

const TONES: Partial<Record<Standing, { tone: Tone; icon: IconName }>> = {
  written: { tone: "ok", icon: "check" },
  undone: { tone: "plain", icon: "undo" },
  conflict: { tone: "warn", icon: "warn" },
  part: { tone: "warn", icon: "warn" },
  unknown: { tone: "warn", icon: "clock" },
  refused: { tone: "bad", icon: "bad" },
  not_found: { tone: "bad", icon: "bad" },
};

/** Where a text stands, in a word. */
export function StandingTag(props: { standing: Standing; isCurrent?: boolean; title?: string }) {
  const w = words.value.bulk;
  const { standing, isCurrent = false, title = "" } = props;
  if (isCurrent && running.value !== null && standing !== "left_out") {
    return (
      <Tag tone="accent" icon="load">
        {w.doingNow[running.value.pass]}
      </Tag>
    );
  }
  const look = TONES[standing];
  const word = w.standings[standing];
  if (look === undefined) return <span class="small faint">{word}</span>;
  return (
    <span title={title}>
      <Tag {...look}>{word}</Tag>
    </span>
  );
}
