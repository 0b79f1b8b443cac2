import type { Value } from "../sql/database.js";

/** D1 takes no more values in one statement. */
const MOST_VALUES = 100;

/** The types of columns by their names. */
type Columns = Readonly<Record<string, "TEXT" | "BIGINT">>;

/**
 * Rows as `VALUES (…), (…)`, in as many statements as their values need; `$1` and on are the values
 * that every statement begins with. Each value has its type: databases cannot tell it from a list.
 */
export function rowsOf<C extends Columns>(
  rows: readonly Readonly<Record<keyof C, Value>>[],
  columns: C,
  first: readonly Value[],
): { sql: string; values: Value[] }[] {
  const names = Object.keys(columns) as (keyof C & string)[];
  const most = Math.floor((MOST_VALUES - first.length) / names.length);
  const statements: { sql: string; values: Value[] }[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const values: Value[] = [...first];
    const lists = rows.slice(from, from + most).map((row) => {
      const cells = names.map((name) => {
        values.push(row[name]);
        return `CAST($${values.length} AS ${columns[name]})`;
      });
      return `(${cells.join(", ")})`;
    });
    statements.push({ sql: `VALUES ${lists.join(", ")}`, values });
  }
  return statements;
}
