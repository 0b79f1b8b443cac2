import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { copyText } from "../../parts/copy.js";
import { RecordHead } from "../../parts/record.js";
import { ReadAgo } from "../../parts/when.js";
import { present } from "../../state/present.js";
import { goTo, replaceQuery, route } from "../../state/route.js";
import { UnsettledList } from "../../write/unknown.js";
import { EachDay, OpenOrders } from "./charts.js";
import type { CellContext } from "./columns.js";
import { exportOrders } from "./export.js";
import { waitingOf } from "./figures.js";
import { FilterBar, isFiltered } from "./filter-bar.js";
import { type Filters, filtersIn, queryOf, sortedBy } from "./filters.js";
import { LackingRights } from "./lacking.js";
import { useListKeys } from "./list-keys.js";
import { NothingShown } from "./nothing.js";
import { ListOptions } from "./options.js";
import { type Reader, useReading } from "./reading.js";
import { ReadingNotes } from "./reading-notes.js";
import { addressOf, nameOf, sharedReferences } from "./rows.js";
import { useShown } from "./shown.js";
import { readFor } from "./spans.js";
import { useStates } from "./states.js";
import { OrderTable } from "./table.js";
import { WaitingRoom, WaitingTiles } from "./waiting.js";

/** The newest orders: what one opens the page on. */
export function OrderList() {
  const w = words.value;
  const filters = filtersIn(route.value.query);
  const reading = useReading(readFor(filters.span));
  const { value: states, error: statesError } = useStates();
  const { read, rows, counts, near, span, since } = useShown(reading, states, filters);
  const { currencies } = reading;
  const shared = useMemo(() => sharedReferences(read), [read]);
  const context: CellContext = useMemo(
    () => ({ w, states, currencies, shared }),
    [w, states, currencies, shared],
  );
  const [hereId, setHere] = useState<number | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [isTicking, setTicking] = useState(false);
  const here = Math.max(
    0,
    rows.findIndex(({ id }) => id === hereId),
  );
  const current = rows[here];
  const change = (by: Partial<Filters>) => replaceQuery(queryOf({ ...filters, ...by }));
  const tick = useCallback((id: number) => setTicked((before) => toggled(before, id)), []);
  useListKeys(
    {
      move: (by) => {
        // The first key shows where one is; the next one moves.
        const next = rows[hereId === null ? 0 : Math.min(rows.length - 1, Math.max(0, here + by))];
        if (next !== undefined) setHere(next.id);
      },
      open: () => current && goTo("orders", addressOf(current, shared)),
      status: () => current && goTo("orders", addressOf(current, shared), { do: "status" }),
      tick: () => current && tick(current.id),
      again: reading.again,
      clear: () => isFiltered(filters) && replaceQuery({}),
    },
    [rows, here, hereId, shared, route.value],
  );
  const tickedRows = read.filter(({ id }) => ticked.has(id));
  const isEmpty = reading.readAt !== null && !reading.isReading && rows.length === 0;
  const download = () =>
    exportOrders(tickedRows.length > 0 ? tickedRows : rows, states, currencies, w);
  const isExportAsked = route.value.query.do === "export";
  useEffect(() => {
    if (!isExportAsked || !reading.isWhole || reading.isReading) return;
    change({});
    download();
  }, [isExportAsked, reading.isWhole, reading.isReading]);
  return (
    <>
      <Head reading={reading} count={read.length} />
      <UnsettledList />
      {reading.readAt === null && reading.error === null ? (
        <WaitingRoom />
      ) : (
        <WaitingTiles waiting={waitingOf(read, states, present())} />
      )}
      <ReadingNotes reading={reading} since={since} span={span.read} />
      {read.length === 0 && reading.error !== null ? null : (
        <div class={isEmpty && read.length === 0 ? "" : "cols"}>
          <div class="card">
            <FilterBar
              filters={filters}
              states={states}
              counts={counts}
              count={counts?.all ?? rows.length}
              onChange={change}
            >
              <Hints />
              <ListOptions
                count={tickedRows.length > 0 ? tickedRows.length : rows.length}
                isTicking={isTicking || ticked.size > 0}
                onTicking={(isWanted) => {
                  setTicking(isWanted);
                  if (!isWanted) setTicked(new Set());
                }}
                onExport={download}
              />
            </FilterBar>
            {isEmpty ? (
              <NothingShown filters={filters} count={read.length} near={near} onChange={change} />
            ) : (
              <OrderTable
                rows={rows}
                context={context}
                filters={filters}
                onSort={(sort) => change(sortedBy(sort, filters))}
                here={here}
                isMoved={hereId !== null}
                ticked={ticked}
                onTick={isTicking || ticked.size > 0 ? tick : null}
              />
            )}
            {tickedRows.length > 0 && (
              <footer class="tick-bar">
                <span class="strong data">{w.orderList.ticked(tickedRows.length)}</span>
                <Button
                  size="small"
                  icon="copy"
                  onClick={() => void copyText(tickedRows.map(nameOf).join("\n"))}
                >
                  {w.orderList.copyReferences}
                </Button>
                <Button size="small" icon="file" onClick={download}>
                  {w.orderList.exportCsv(tickedRows.length)}
                </Button>
                <Button kind="ghost" size="small" onClick={() => setTicked(new Set())}>
                  {w.orderList.untick}
                </Button>
              </footer>
            )}
          </div>
          {read.length > 0 && (
            <div class="stack">
              <EachDay
                rows={read}
                span={span.read}
                states={states}
                currencies={currencies}
                since={since}
                isCurrent={!span.read.isEarlier && span.read.to >= present()}
              />
              <OpenOrders
                rows={read}
                states={states}
                chosen={filters.status}
                onChoose={(id) =>
                  change({ status: id === filters.status ? null : id, show: "all" })
                }
              />
              <LackingRights
                warnings={reading.warnings}
                statesError={statesError}
                hasCurrencies={currencies !== null}
              />
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Head({ reading, count }: { reading: Reader; count: number }) {
  const w = words.value;
  return (
    <RecordHead
      title={
        <>
          <h1>{w.shell.orders}</h1>
          {reading.isReading ? (
            <span class="small faint">{w.orderList.soFar(count)}</span>
          ) : (
            <ReadAgo at={reading.readAt} />
          )}
          <Button
            kind="ghost"
            size="icon"
            icon="load"
            class="narrow"
            label={w.parts.readAgain}
            onClick={reading.again}
          />
        </>
      }
      actions={
        <Button
          kind="ghost"
          size="small"
          icon="load"
          shortcut="R"
          class="wide"
          onClick={reading.again}
        >
          {w.parts.readAgain}
        </Button>
      }
    />
  );
}

function Hints() {
  const { hints } = words.value.orderList;
  return (
    <span class="end wide small faint row hints" aria-hidden="true">
      <kbd>J</kbd>
      <kbd>K</kbd>
      <span>{hints.move}</span> <kbd>↵</kbd>
      <span>{hints.open}</span> <kbd>S</kbd>
      <span>{hints.status}</span>
    </span>
  );
}

function toggled(before: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
