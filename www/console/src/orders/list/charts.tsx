import { dayText } from "../../language/dates.js";
import { moneyText, sumOf } from "../../language/money.js";
import { words } from "../../language/words.js";
import { coloured } from "../../parts/colour.js";
import { DayBars } from "../../parts/day-bars.js";
import { Card } from "../../parts/record.js";
import { closedStates, type DayFigures, dayFigures, openStates, type Revenue } from "./figures.js";
import type { Currencies, OrderRow, States } from "./rows.js";
import type { Span } from "./spans.js";

/** How many days are named below the bars. */
const NAMED = 5;

export interface ChartProps {
  rows: readonly OrderRow[];
  span: Span;
  states: States;
  currencies: Currencies;
  /** Since when all orders are there; `null` where that is the whole span. */
  since: Date | null;
  /** Whether the last day of it is today. */
  isCurrent: boolean;
}

/** Orders and revenue, a bar a day. */
export function EachDay({ rows, span, states, currencies, since, isCurrent }: ChartProps) {
  const w = words.value;
  const figures = dayFigures(rows, span, states);
  const count = figures.orders.reduce((sum, one) => sum + one, 0);
  const today = figures.orders.at(-1) ?? 0;
  const [most, mostDay] = mostOf(figures, figures.orders);
  const days = figures.days.length;
  const between = w.orderList.between(dayText(span.from), dayText(span.to));
  return (
    <Card title={w.orderList.eachDay} aside={<span class="small faint end">{between}</span>}>
      <div class="stack-s">
        <div
          class="chart"
          role="img"
          aria-label={w.orderList.ordersADay(count, days, most, mostDay)}
        >
          <div class="figure">
            {count}{" "}
            <small>
              {isCurrent ? w.orderList.ordersAndToday(count, today) : w.orderList.orders(count)}
            </small>
          </div>
          <DayBars values={figures.orders} series="a" />
        </div>
        {figures.revenues.map((revenue) => (
          <RevenueChart
            key={revenue.currency}
            figures={figures}
            revenue={revenue}
            currencies={currencies}
          />
        ))}
        {figures.untold > 0 && (
          <p class="small faint">{w.orderList.currencyUntold(figures.untold)}</p>
        )}
        {figures.revenues.length + figures.untold === 0 && (
          <p class="small faint">
            {states === null ? w.orderList.revenueUnknown : w.orderList.noRevenue}
          </p>
        )}
        <div class="axis" aria-hidden="true">
          {namedDays(figures.days).map((day) => (
            <span key={day.getTime()}>{day.getDate()}</span>
          ))}
        </div>
        {since !== null && <p class="small faint">{w.orderList.partRead(dayText(since))}</p>}
      </div>
    </Card>
  );
}

function RevenueChart(props: { figures: DayFigures; revenue: Revenue; currencies: Currencies }) {
  const { figures, revenue, currencies } = props;
  const w = words.value;
  const currency = currencies?.get(revenue.currency) ?? null;
  // Only a picture: the sums beside it are exact.
  const values = revenue.perDay.map(Number);
  const [most, mostDay] = mostOf(figures, values);
  const text = (amount: string) => moneyText(amount, currency);
  const said = w.orderList.revenueADay(
    text(revenue.total),
    figures.days.length,
    revenue.orders,
    text(revenue.perDay[values.indexOf(most)] ?? "0"),
    mostDay,
  );
  return (
    <div class="chart" role="img" aria-label={said}>
      <div class="figure">
        {text(revenue.total)}{" "}
        <small>{w.orderList.revenue(text(averageOf(revenue.total, revenue.orders)))}</small>
      </div>
      <DayBars values={values} series="b" />
    </div>
  );
}

/** The statuses of open orders; one click filters by one. */
export function OpenOrders(props: {
  rows: readonly OrderRow[];
  states: States;
  chosen: number | null;
  onChoose(state: number): void;
}) {
  const { rows, states, chosen, onChoose } = props;
  const w = words.value;
  const open = openStates(rows, states);
  const closed = closedStates(rows, states);
  const count = open.reduce((sum, one) => sum + one.count, 0);
  const most = Math.max(1, ...open.map((one) => one.count));
  if (states === null || open.length + closed.length === 0) return null;
  const name = (label: string | null, id: number) => label ?? w.orderList.statusNumber(id);
  return (
    <Card
      title={w.orderList.openOrders(count)}
      aside={<span class="small faint end">{w.orderList.filtersList}</span>}
      bare
    >
      <div class="in bars">
        {open.map(({ state: { id, label, color }, count: one }) => (
          <button type="button" key={id} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            <span class="row">
              <span class="cut">{name(label, id)}</span>
            </span>
            <svg
              class="track"
              ref={coloured(color)}
              viewBox="0 0 100 8"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect width={(one / most) * 100} height="8" />
            </svg>
            <span class="n">{one}</span>
          </button>
        ))}
        {closed.length > 0 && (
          <p class="small faint closed">
            {w.orderList.closed(
              closed.map(({ state: { id, label }, count: one }) =>
                w.orderList.countOf(one, name(label, id)),
              ),
            )}
          </p>
        )}
      </div>
    </Card>
  );
}

/** The highest bar, and the day it is of. */
function mostOf({ days }: DayFigures, values: readonly number[]): [most: number, day: string] {
  const most = Math.max(0, ...values);
  const day = days[values.indexOf(most)];
  return [most, day === undefined ? "–" : dayText(day)];
}

function namedDays(days: readonly Date[]): readonly Date[] {
  if (days.length <= NAMED) return days;
  const step = (days.length - 1) / (NAMED - 1);
  return Array.from({ length: NAMED }, (_, place) => days[Math.round(place * step)]).filter(
    (day) => day !== undefined,
  );
}

/** Exact to the sixth place, as amounts are kept. */
function averageOf(total: string, count: number): string {
  const millionths = BigInt(sumOf([total]).replace(".", ""));
  const average = count === 0 ? 0n : millionths / BigInt(count);
  const digits = String(average).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
