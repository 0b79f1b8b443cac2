import { clockText } from "../language/dates.js";
import { textNow, words } from "../language/words.js";
import { type LogGroup, type LoggedExchange, logGroups } from "../state/log.js";
import { barOf, FALL_WIDTH, isGood, pathOf, tookMs, tookText } from "./rows.js";

interface Choosing {
  chosen: LoggedExchange | null;
  onChoose(exchange: LoggedExchange): void;
}

/** What was done, newest first, each with its requests. */
export function RequestList(choosing: Choosing) {
  const w = words.value;
  const groups = logGroups.value.filter(({ exchanges }) => exchanges.length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="log" tabIndex={0} aria-label={w.log.list} onKeyDown={moveFocus}>
      {groups.length === 0 && <p class="small faint empty">{w.log.nothing}</p>}
      {groups.map((group) => (
        <Group key={group.id} group={group} {...choosing} />
      ))}
    </section>
  );
}

function Group({ group, chosen, onChoose }: Choosing & { group: LogGroup }) {
  return (
    <>
      <h3 class="act">
        <span class="strong muted cut">{textNow(group.doing)}</span>
        <span class="end nowrap">
          {clockText(new Date(group.startedAt))} · {tookText(tookMs(group))}
        </span>
      </h3>
      {group.exchanges.map((exchange, at) => (
        <Row
          // Requests have no name of their own, and never change their place.
          key={`${group.id}-${at}`}
          exchange={exchange}
          group={group}
          isChosen={exchange === chosen}
          onChoose={onChoose}
        />
      ))}
    </>
  );
}

interface RowProps {
  exchange: LoggedExchange;
  group: LogGroup;
  isChosen: boolean;
  onChoose(exchange: LoggedExchange): void;
}

function Row({ exchange, group, isChosen, onChoose }: RowProps) {
  const { start, width, isSlow } = barOf(exchange, group);
  const { method, status, durationMs } = exchange;
  return (
    <button type="button" aria-pressed={isChosen} onClick={() => onChoose(exchange)}>
      <span class="strong">{method}</span>
      <span class="cut" dir="ltr" title={exchange.url}>
        {pathOf(exchange)}
      </span>
      <svg class="fall" viewBox={`0 0 ${FALL_WIDTH} 6`} aria-hidden="true">
        <rect class={isSlow ? "slow" : ""} x={start} width={width} height="6" rx="2" />
      </svg>
      <span class={isGood(exchange) ? "ok" : "bad"}>{status ?? <NoStatus />}</span>
      <span class="num">{tookText(durationMs)}</span>
    </button>
  );
}

function NoStatus() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="sr">{words.value.log.noAnswer}</span>
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows move from request to request, and in no list of the page beside it. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key in STEPS || event.key === "Enter") event.stopPropagation();
  const step = STEPS[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll("button")];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const next = rows[at + step] ?? (at < 0 ? rows[0] : undefined);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
