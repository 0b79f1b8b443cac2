import { useEffect, useState } from "preact/hooks";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Blank, Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { RecordHead } from "../parts/record.js";
import { ReadAgo } from "../parts/when.js";
import { goTo, hrefTo, replaceQuery, route } from "../state/route.js";
import { shop } from "../state/session.js";
import { ListFilters } from "./list-filters.js";
import { useListKeys } from "./list-keys.js";
import { type ListQuery, listQueryIn, queryOf } from "./list-query.js";
import { useList } from "./list-read.js";
import { ListTable } from "./list-table.js";

/** The products of the shop, to find one and to see which texts need work. */
export function ProductsList() {
  const w = words.value.products;
  const list = listQueryIn(route.value.query);
  const { value, error, isLoading, readAt, again } = useList(list);
  const rows = value?.rows ?? [];
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  // What is ticked is what one sees: another page or search begins anew.
  useEffect(() => setTicked(new Set()), [JSON.stringify(queryOf(list)), shop.value]);
  const toggle = (id: number) =>
    setTicked(
      (before) =>
        new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
    );
  const toggleAll = () =>
    setTicked((before) => new Set(before.size === rows.length ? [] : rows.map(({ id }) => id)));
  const here = useListKeys({ rows, toggle, toggleAll, again });
  const change = (next: ListQuery) => replaceQuery(queryOf(next));
  return (
    <section class="stack">
      <RecordHead
        title={
          <>
            <h1>{words.value.shell.products}</h1>
            {value && (
              <span class="small faint">{countText(rows.length, value.cursor !== null)}</span>
            )}
            <ReadAgo at={readAt} />
          </>
        }
        actions={
          <Button icon="load" disabled={isLoading} onClick={again}>
            {words.value.parts.readAgain}
          </Button>
        }
      />
      <div class="card">
        <ListFilters list={list} onChange={change} />
        {ticked.size > 0 && (
          <div class="where" role="status">
            <b>{w.ticked(ticked.size)}</b>
            <Button
              size="small"
              icon="rows"
              onClick={() => goTo("bulk", null, { ids: [...ticked].join(",") })}
            >
              {w.toBulk(ticked.size)}
            </Button>
            <Button size="small" kind="ghost" onClick={() => setTicked(new Set())}>
              {w.untick}
            </Button>
          </div>
        )}
        {error !== null && (
          <Problem
            error={error}
            acts={<Button onClick={again}>{words.value.shell.tryAgain}</Button>}
          />
        )}
        {value === null && error === null && <p class="in faint">{words.value.shell.loading}</p>}
        {rows.length > 0 && value && (
          <ListTable
            page={value}
            ticked={ticked}
            here={here}
            toggle={toggle}
            toggleAll={toggleAll}
          />
        )}
        {value !== null && rows.length === 0 && <NothingFound list={list} onClear={change} />}
        <Pages list={list} next={value?.cursor ?? null} read={value?.productsRead ?? null} />
      </div>
      {(value?.warnings.length ?? 0) > 0 && (
        <Note tone="plain" title={w.incomplete}>
          {value?.warnings.map((warning) => (
            <p key={warning}>{said(warning)}</p>
          ))}
        </Note>
      )}
    </section>
  );
}

function countText(count: number, hasMore: boolean): string {
  const w = words.value.products;
  return hasMore ? w.countAndMore(count) : w.count(count);
}

function NothingFound(props: { list: ListQuery; onClear(list: ListQuery): void }) {
  const { list, onClear } = props;
  const w = words.value.products;
  const isNarrowed = Object.keys(queryOf({ ...list, cursor: null })).length > 0;
  return (
    <Blank
      icon="search"
      title={
        list.words !== "" ? w.noneCalled(list.words) : list.finding !== null ? w.noFindings : w.none
      }
      acts={
        isNarrowed && (
          <Button kind="primary" onClick={() => onClear(listQueryIn({}))}>
            {w.showAll}
          </Button>
        )
      }
    >
      {list.cursor !== null ? w.noneHere : isNarrowed ? w.noneWhy : null}
    </Blank>
  );
}

/** Pages have addresses: Back comes back to the one before. */
function Pages(props: { list: ListQuery; next: string | null; read: number | null }) {
  const { list, next, read } = props;
  const w = words.value.products;
  if (next === null && list.cursor === null && read === null) return null;
  return (
    <footer class="row">
      {read !== null && <span class="small faint">{w.lookedAt(read)}</span>}
      <span class="row end">
        {list.cursor !== null && (
          <a class="btn btn-s" href={hrefTo("products", null, queryOf({ ...list, cursor: null }))}>
            {w.firstPage}
          </a>
        )}
        {next !== null && (
          <a class="btn btn-s" href={hrefTo("products", null, queryOf({ ...list, cursor: next }))}>
            {w.nextPage}
          </a>
        )}
      </span>
    </footer>
  );
}
