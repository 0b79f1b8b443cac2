// The closing table: what was run, and what came of each check.

/** Prints `rows`, `{ name, reports }` or one with `failed` or `leftOut`, under all names. */
export function printTable(rows, names) {
  const first = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const cells = (words) => words.map((word, at) => word.padEnd(names[at].length + 2)).join("");
  console.log(" ".repeat(first) + cells(names));
  for (const row of rows) {
    console.log(row.name.padEnd(first) + (sentence(row) ?? cells(verdicts(row, names))));
  }
}

/** What is to be said of a row that has no checks to show. */
function sentence({ failed, leftOut }) {
  if (leftOut !== undefined) return `left out: ${leftOut}`;
  return failed === undefined ? undefined : `FAILED: ${failed.split("\n")[0]}`;
}

function verdicts({ reports }, names) {
  return names.map((name) => {
    if (reports[name] === undefined) return "-";
    return reports[name] === "ok" ? "ok" : "FAIL";
  });
}
