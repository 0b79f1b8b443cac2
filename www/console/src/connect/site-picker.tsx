import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Field, TextInput } from "../parts/field.js";
import type { EdgeSite } from "../shop/edge.js";
import { connecting, writing } from "../state/session.js";

/** More than that are found by their name. */
const SHOWN = 30;

/** The shops to choose from, after a token that reaches several. */
export const offered = signal<readonly EdgeSite[]>([]);

/** Shops of a worker, by their names; a click opens one. */
export function SitePicker(props: {
  id: string;
  title: string;
  sites: readonly EdgeSite[];
  onPick(site: string): void;
}) {
  const w = words.value.connect;
  const [part, setPart] = useState("");
  const { id: place, title, sites, onPick } = props;
  const wanted = part.trim().toLowerCase();
  const found = sites.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted));
  const shown = found.slice(0, SHOWN);
  return (
    <section class="stack-s" id={place}>
      <h2>{title}</h2>
      {sites.length > SHOWN && (
        <Field id={`${place}-find`} label={w.findSite}>
          <TextInput id={`${place}-find`} type="search" value={part} onInput={setPart} />
        </Field>
      )}
      <ul class="shops">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              class="shop-row"
              data-site={id}
              disabled={connecting.value !== null || writing.value > 0}
              onClick={() => onPick(id)}
            >
              <span class="strong cut" translate={false}>
                {name}
              </span>
              <span class="small faint cut" dir="ltr">
                {id}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <p class="small faint">{w.moreSites(found.length - shown.length)}</p>
      )}
      {found.length === 0 && <p class="small faint">{w.noSite}</p>}
    </section>
  );
}
