import { useEffect, useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Chip } from "../parts/button.js";
import { isNarrow } from "./columns.js";
import { FINDINGS, type ListQuery, MISSING } from "./list-query.js";

const TYPING_MS = 300;

/** What narrows the list. */
export function ListFilters(props: { list: ListQuery; onChange(list: ListQuery): void }) {
  const { list, onChange } = props;
  const w = words.value.products;
  const change = (part: Partial<ListQuery>) => onChange({ ...list, cursor: null, ...part });
  const isUsed = list.missing.length > 0 || list.finding !== null;
  const [isOpen, setOpen] = useState(isUsed || !isNarrow.peek());
  const missing = (name: (typeof MISSING)[number]) =>
    list.missing.includes(name)
      ? list.missing.filter((one) => one !== name)
      : [...list.missing, name];
  return (
    <>
      <header class="filters row-wrap">
        <SearchBox list={list} onChange={(typed) => change({ words: typed, finding: null })} />
        <Chip
          pressed={list.active === true}
          onClick={() => change({ active: list.active === true ? null : true, finding: null })}
        >
          {w.onSale}
        </Chip>
        <Chip
          pressed={list.active === false}
          onClick={() => change({ active: list.active === false ? null : false, finding: null })}
        >
          {w.notOnSale}
        </Chip>
        {list.category !== null && (
          <Chip pressed onClick={() => change({ category: null })}>
            {w.category(list.category)}
          </Chip>
        )}
      </header>
      <details
        class="more-filters"
        open={isOpen}
        onToggle={({ currentTarget: { open } }) => setOpen(open)}
      >
        <summary class="small">{w.textsThatLack}</summary>
        <div class="filters row-wrap">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a border and a legend of its own */}
          <span class="row-wrap" role="group" aria-labelledby="without-label">
            <span class="small faint" id="without-label">
              {w.without}
            </span>
            {MISSING.map((name) => (
              <Chip
                key={name}
                pressed={list.missing.includes(name)}
                onClick={() => change({ missing: missing(name), finding: null })}
              >
                {w.missing[name]}
              </Chip>
            ))}
          </span>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <span class="row-wrap" role="group" aria-labelledby="findings-label">
            <span class="small faint" id="findings-label">
              {w.textsThatAre}
            </span>
            {FINDINGS.map((name) => (
              <Chip
                key={name}
                pressed={list.finding === name}
                onClick={() =>
                  change(
                    list.finding === name
                      ? { finding: null }
                      : { finding: name, words: "", active: null, missing: [], category: null },
                  )
                }
              >
                {w.findings[name]}
              </Chip>
            ))}
          </span>
        </div>
      </details>
    </>
  );
}

/** Half a name is enough; the shop is asked once one stops typing. */
function SearchBox(props: { list: ListQuery; onChange(words: string): void }) {
  const { list, onChange } = props;
  const w = words.value.products;
  const [typed, setTyped] = useState(list.words);
  useEffect(() => setTyped(list.words), [list.words]);
  useEffect(() => {
    if (typed === list.words) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      class="input search-box"
      id="product-words"
      type="search"
      aria-label={w.searchProducts}
      placeholder={w.searchProducts}
      value={typed}
      onInput={({ currentTarget: { value } }) => setTyped(value)}
      onKeyDown={({ key }) => {
        if (key === "Enter") onChange(typed);
      }}
    />
  );
}
