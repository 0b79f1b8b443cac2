import { words } from "../language/words.js";
import { labelOf } from "./names.js";

type Fields = Readonly<Record<string, unknown>>;

/** A value by its shape: names and values, a table, a list, or the text itself. */
export function Tree({ value }: { value: unknown }) {
  const w = words.value.value;
  if (value === null || value === undefined || value === "") return <span class="faint">–</span>;
  if (typeof value === "boolean") return <>{value ? w.yes : w.no}</>;
  if (typeof value !== "object") {
    return (
      <span class="tree-text" dir="auto" translate={false}>
        {String(value)}
      </span>
    );
  }
  if (!Array.isArray(value)) return <FieldList fields={value as Fields} />;
  if (value.length === 0) return <span class="faint">{w.noneThere}</span>;
  return value.every(isFields) ? <Rows rows={value} /> : <Items items={value} />;
}

function FieldList({ fields }: { fields: Fields }) {
  return (
    <dl class="pairs tree">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name} data-name={name}>
          <dt title={name}>{labelOf(name)}</dt>
          <dd>
            <Tree value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items }: { items: readonly unknown[] }) {
  return (
    <ul class="plain-list">
      {items.map((one, at) => (
        <li key={at}>
          <Tree value={one} />
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
                  <Tree value={row[name]} />
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
