import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { dayText, shopDate } from "../../language/dates.js";
import type { Dictionary } from "../../language/message.js";
import { words } from "../../language/words.js";
import { Button, Chip, Segments } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { Popover } from "../../parts/popover.js";
import { type Filters, NO_FILTERS, type Show } from "./filters.js";
import type { States } from "./rows.js";
import { boundsOf, SPANS, type SpanName, USUAL_SPAN } from "./spans.js";

/** Always there; the others are shown only while they are chosen. */
const CHIPS: readonly Show[] = ["all", "todo", "paid", "shipped"];

export interface FilterBarProps {
  filters: Filters;
  states: States;
  /** How many orders each would show; `null` where the key may not read statuses. */
  counts: Readonly<Record<Show, number>> | null;
  /** How many there are in the span. */
  count: number;
  onChange(change: Partial<Filters>): void;
  /** What stands at the end. */
  children: ComponentChildren;
}

/** What is shown, as chips; the rest opens below one of them. */
export function FilterBar(props: FilterBarProps) {
  const { filters, states, counts, count, onChange } = props;
  const w = words.value;
  const { show, status, paid, span } = filters;
  const chips = CHIPS.filter((one) => one === "all" || counts !== null);
  const isAll = show === "all" && status === null && paid === null;
  return (
    <header class="filters row-nowrap">
      {chips.map((one) => (
        <Chip
          key={one}
          pressed={one === "all" ? isAll : one === show}
          count={one === "all" ? count : (counts?.[one] ?? 0)}
          onClick={() =>
            onChange(one === "all" ? { show: "all", status: null, paid: null } : { show: one })
          }
        >
          {w.orderList.shows[one]}
        </Chip>
      ))}
      {!CHIPS.includes(show) && counts !== null && (
        <Removable
          name={w.orderList.shows[show]}
          count={counts[show]}
          onRemove={() => onChange({ show: "all" })}
        />
      )}
      {status !== null && (
        <Removable
          name={states?.get(status)?.label ?? w.orderList.statusNumber(status)}
          onRemove={() => onChange({ status: null })}
        />
      )}
      {paid !== null && (
        <Removable
          name={paid ? w.orderList.isPaid : w.orderList.notPaid}
          onRemove={() => onChange({ paid: null })}
        />
      )}
      <Popover
        icon="filter"
        title={w.orderList.filter}
        class={span === USUAL_SPAN ? "chip" : "chip chip-on"}
        choices={(close) => <Choices {...props} close={close} />}
      >
        {spanText(span, w)}
      </Popover>
      {props.children}
    </header>
  );
}

/** The days of a span, in words. */
export function spanText(span: SpanName, w: Dictionary): string {
  const { from, to } = boundsOf(span);
  const [first, last] = [shopDate(from ?? null), shopDate(to ?? null)];
  if (first !== null && last !== null) return w.orderList.between(dayText(first), dayText(last));
  const known = SPANS.find((one) => one === span);
  return w.orderList.spans[known ?? "30"];
}

function Removable(props: { name: string; count?: number; onRemove(): void }) {
  return (
    <button
      type="button"
      class="chip"
      aria-pressed="true"
      aria-label={words.value.orderList.removeFilter(props.name)}
      onClick={props.onRemove}
    >
      {props.name}
      {props.count !== undefined && <span class="count">{props.count}</span>}
      <Icon name="x" />
    </button>
  );
}

function Choices(props: FilterBarProps & { close(): void }) {
  const { filters, states, counts, onChange, close } = props;
  const w = words.value;
  const payment = filters.paid === null ? "either" : filters.paid ? "isPaid" : "notPaid";
  return (
    <div class="stack-s">
      <fieldset class="bare stack-xs">
        <legend class="small faint">{w.orderList.when}</legend>
        <div class="row-wrap">
          {SPANS.map((span) => (
            <Chip
              key={span}
              pressed={span === filters.span}
              onClick={() => {
                onChange({ span });
                close();
              }}
            >
              {w.orderList.spans[span]}
            </Chip>
          ))}
        </div>
      </fieldset>
      <Days
        span={filters.span}
        onChoose={(span) => {
          onChange({ span });
          close();
        }}
      />
      {counts !== null && (
        <>
          <Segments
            label={w.orderList.paidOrNot}
            options={(["either", "isPaid", "notPaid"] as const).map((value) => ({
              value,
              label: w.orderList[value],
            }))}
            value={payment}
            onChange={(value) => onChange({ paid: value === "either" ? null : value === "isPaid" })}
          />
          <label class="field">
            <span>{w.orderList.columns.status}</span>
            <select
              class="input"
              id="filter-status"
              value={filters.status ?? ""}
              onChange={({ currentTarget: { value } }) => {
                onChange({ status: value === "" ? null : Number(value) });
                close();
              }}
            >
              <option value="">{w.orderList.anyStatus}</option>
              {[...(states?.values() ?? [])].map(({ id, label }) => (
                <option key={id} value={id}>
                  {label ?? w.orderList.statusNumber(id)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
    </div>
  );
}

/** From a day to a day. */
function Days({ span, onChoose }: { span: SpanName; onChoose(span: SpanName): void }) {
  const w = words.value;
  const bounds = boundsOf(span);
  const [from, setFrom] = useState(bounds.from ?? "");
  const [to, setTo] = useState(bounds.to ?? "");
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(from <= to ? `${from}..${to}` : `${to}..${from}`);
      }}
    >
      <DayInput label={w.orderList.from} id="filter-from" value={from} onInput={setFrom} />
      <DayInput label={w.orderList.to} id="filter-to" value={to} onInput={setTo} />
      <Button type="submit" disabled={from === "" || to === ""}>
        {w.orderList.showDays}
      </Button>
    </form>
  );
}

function DayInput(props: { label: string; id: string; value: string; onInput(day: string): void }) {
  return (
    <label class="stack-xs small" for={props.id}>
      {props.label}
      <input
        class="input"
        type="date"
        id={props.id}
        value={props.value}
        onInput={({ currentTarget: { value } }) => props.onInput(value)}
      />
    </label>
  );
}

/** Whether anything but the usual is chosen. */
export function isFiltered({ show, status, paid, span }: Filters): boolean {
  return show !== "all" || status !== null || paid !== null || span !== NO_FILTERS.span;
}
