import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Plainly } from "../parts/plainly.js";
import { labelOf } from "./names.js";

type Fields = Readonly<Record<string, unknown>>;

/** What holds sentences of the core; every other text is the shop's, or a name. */
const OWN = new Set([
  "adds",
  "advice",
  "hint",
  "lasting",
  "next",
  "stock_note",
  "summary",
  "text",
  "warnings",
]);

/** A value by its shape: names and values, a table, a list, or the text itself. */
export function Tree({ value, name = "" }: { value: unknown; name?: string }) {
  const w = words.value.value;
  if (value === null || value === undefined || value === "") return <span class="faint">–</span>;
  if (typeof value === "boolean") return <>{value ? w.yes : w.no}</>;
  if (typeof value === "string" && OWN.has(name))
    return <span class="tree-text">{said(value)}</span>;
  if (typeof value !== "object") {
    return (
      <span class="tree-text" dir="auto" translate={false}>
        <Plainly text={String(value)} />
      </span>
    );
  }
  if (!Array.isArray(value)) return <FieldList fields={value as Fields} />;
  if (value.length === 0) return <span class="faint">{w.noneThere}</span>;
  return value.every(isFields) ? <Rows rows={value} /> : <Items items={value} name={name} />;
}

function FieldList({ fields }: { fields: Fields }) {
  return (
    <dl class="pairs tree">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name} data-name={name}>
          <dt title={name}>{labelOf(name)}</dt>
          <dd>
            <Tree value={value} name={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items, name }: { items: readonly unknown[]; name?: string }) {
  return (
    <ul class="plain-list">
      {items.map((one, at) => (
        <li key={at}>
          <Tree value={one} name={name ?? ""} />
        </li>
      ))}
    </ul>
  );
}

/** Rows of plain values are a table; those that hold more stand one below the other. */
function Rows({ rows }: { rows: readonly Fields[] }) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isFlat = rows.every((row) => Object.values(row).every((value) => !isDeep(value)));
  if (!isFlat || rows.length === 1) return <Items items={rows.map((row) => row)} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="scroll" tabIndex={0} aria-label={words.value.calls.rows}>
      <table class="table">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col" title={name}>
                {labelOf(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {names.map((name) => (
                <td key={name}>
                  <Tree value={row[name]} name={name} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isDeep = (value: unknown) => typeof value === "object" && value !== null;
