// The closing table: what was run where, and how much of it.

/** Prints `rows`, `{ name, counts }` or one with `leftOut`, under all names. */
export function printTable(rows, names) {
  const first = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const width = Math.max(...names.map((name) => name.length), 6) + 2;
  const cells = (words) => words.map((word) => String(word).padStart(width)).join("");
  console.log(" ".repeat(first) + cells(names));
  for (const { name, counts, leftOut } of rows) {
    const rest = leftOut ? `left out: ${leftOut}` : cells(names.map((one) => counts[one] ?? "-"));
    console.log(name.padEnd(first) + rest);
  }
}
