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

/** The lines of the same table as a README shows it, by the name of the row without its version. */
export function readmeTable(rows, names) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const verdictsOf = (row) => (row.reports === undefined ? [] : verdicts(row, names));
  return {
    head: [line(["runtime", ...names]), `|---|${names.map(() => "---|").join("")}`],
    rows: new Map(
      rows.map((row) => [unversioned(row.name), line([unversioned(row.name), ...verdictsOf(row)])]),
    ),
  };
}

/** A table holds for the versions of the lock files, which change more often than it does. */
function unversioned(name) {
  return name.replace(/ \d[\w.-]*/, "");
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
