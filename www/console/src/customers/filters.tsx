import { useEffect, useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Chip } from "../parts/button.js";
import { type CustomerSearch, search } from "./search.js";

/** So long nothing is typed before it is asked for. */
const TYPING_MS = 350;

/** Whom the list shows: by a part of the name or the address, kind, newsletter and registration. */
export function CustomerFilters({ shop, asked }: { shop: string; asked: CustomerSearch }) {
  const w = words.value.customers;
  const change = (by: Partial<CustomerSearch>) => search(shop, by);
  return (
    <header class="filters customer-filters">
      <SearchBox shop={shop} text={asked.text} />
      <Chip pressed={asked.guest === null} onClick={() => change({ guest: null })}>
        {w.everybody}
      </Chip>
      <Chip pressed={asked.guest === false} onClick={() => change({ guest: false })}>
        {w.accounts}
      </Chip>
      <Chip pressed={asked.guest === true} onClick={() => change({ guest: true })}>
        {w.guests}
      </Chip>
      <Chip
        pressed={asked.newsletter === true}
        onClick={() => change({ newsletter: asked.newsletter === true ? null : true })}
      >
        {w.newsletter}
      </Chip>
      <Chip
        pressed={asked.newsletter === false}
        onClick={() => change({ newsletter: asked.newsletter === false ? null : false })}
      >
        {w.noNewsletter}
      </Chip>
      <details class="registered" open={asked.from + asked.to !== ""}>
        <summary class="chip">{w.registered}</summary>
        <label class="row small muted">
          {w.registeredFrom}
          <input
            type="date"
            class="input date"
            id="registered-from"
            value={asked.from}
            max={asked.to}
            onChange={({ currentTarget: { value } }) => change({ from: value })}
          />
        </label>
        <label class="row small muted">
          {w.registeredTo}
          <input
            type="date"
            class="input date"
            id="registered-to"
            value={asked.to}
            min={asked.from}
            onChange={({ currentTarget: { value } }) => change({ to: value })}
          />
        </label>
      </details>
    </header>
  );
}

/** Asks once the typing pauses, or at once with Enter. */
function SearchBox({ shop, text }: { shop: string; text: string }) {
  const w = words.value.customers;
  const [typed, type] = useState(text);
  const ask = () => {
    if (typed !== text) search(shop, { text: typed });
  };
  useEffect(() => {
    const waiting = setTimeout(ask, TYPING_MS);
    return () => clearTimeout(waiting);
  }, [typed]);
  // Shown empty again where all filters were dropped.
  useEffect(() => type(text), [text]);
  return (
    <input
      type="search"
      class="input search"
      id="customer-search"
      value={typed}
      placeholder={w.find}
      aria-label={w.find}
      autoComplete="off"
      spellcheck={false}
      dir="auto"
      onInput={({ currentTarget: { value } }) => type(value)}
      onKeyDown={({ key }) => {
        if (key === "Enter") ask();
      }}
    />
  );
}
