import { textIn } from "../language/message.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { download } from "../parts/download.js";
import { Note } from "../parts/note.js";
import { shop } from "../state/session.js";
import { unusableCsv } from "./report.js";
import { fileName } from "./texts-card.js";
import type { Work } from "./work.js";

/** So many are told here; all of them are in the file. */
const TOLD = 4;

/** What of the file cannot be used, row by row with the reason. */
export function Unusable({ work }: { work: Work }) {
  const w = words.value;
  const rows = work.rows.filter(({ problem }) => problem !== null);
  if (rows.length === 0) return null;
  const get = () =>
    download({
      name: `${fileName(shop.value?.name ?? "", "rows")}.csv`,
      type: "text/csv;charset=utf-8",
      text: unusableCsv(work, w),
    });
  const told = rows
    .slice(0, TOLD)
    .map(({ number, problem }) => w.bulk.rowProblem(number, textIn(problem ?? "", w)));
  return (
    <Note
      tone="warn"
      title={w.bulk.unusable(rows.length, work.rows.length)}
      acts={
        <Button size="small" onClick={get}>
          {w.bulk.downloadThese(rows.length)}
        </Button>
      }
    >
      <p>
        {told.join(" ")}
        {rows.length > TOLD && ` ${w.bulk.andMore(rows.length - TOLD)}`}
      </p>
    </Note>
  );
}
