import { secondsText } from "../language/durations.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { download } from "../parts/download.js";
import { Note } from "../parts/note.js";
import { LanguageCode } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { Cell, Row, Table } from "../parts/table.js";
import { shop } from "../state/session.js";
import { fieldText } from "./field-names.js";
import { BulkHead } from "./head.js";
import { isContested } from "./job.js";
import { productName } from "./naming.js";
import { pending } from "./passes.js";
import { Halted, ProgressCard } from "./progress.js";
import { reportCsv } from "./report.js";
import { run, running, tryAgain } from "./running.js";
import { type Standing, type TextRow, textRows } from "./text-rows.js";
import { fileName } from "./texts-card.js";
import { StandingTag, whyOf } from "./texts-table.js";
import { Unusable } from "./unusable.js";
import { dropWork, followChanges, type Work } from "./work.js";

/** Which ones of the texts ended how. */
interface Ended {
  saved: readonly TextRow[];
  refused: readonly TextRow[];
  contested: readonly TextRow[];
  open: readonly TextRow[];
  leftOut: readonly TextRow[];
  unchanged: readonly TextRow[];
  undone: readonly TextRow[];
}

function endedOf(rows: readonly TextRow[]): Ended {
  const those = (...standings: readonly Standing[]) =>
    rows.filter(({ standing }) => standings.includes(standing));
  return {
    saved: those("written"),
    refused: those("refused", "not_found"),
    contested: those("conflict", "part"),
    open: those("unknown", "ready", "waiting"),
    leftOut: those("left_out"),
    unchanged: those("unchanged"),
    undone: those("undone"),
  };
}

/** What became of each text, and what can be done about it. */
export function ReportStage({ work }: { work: Work }) {
  followChanges();
  const w = words.value.bulk;
  const now = running.value;
  const ended = endedOf(textRows(work.job, work.fields, work.languages));
  const toLookAt = [...ended.refused, ...ended.contested, ...ended.open];
  return (
    <>
      <BulkHead work={work} actions={<Actions work={work} saved={ended.saved.length} />} />
      <Halted />
      {now !== null && <ProgressCard now={now} title={w.doing[now.pass]} />}
      <Summary work={work} ended={ended} />
      <Figures ended={ended} />
      <Unusable work={work} />
      {toLookAt.length > 0 && <Ends title={w.toLookAt} rows={toLookAt} last={w.why} isWhy />}
      {ended.saved.length > 0 && <Ends title={w.saved} rows={ended.saved} last={w.text} />}
      {ended.undone.length > 0 && (
        <Ends title={w.undone} rows={ended.undone} last={w.text} isBefore />
      )}
    </>
  );
}

function Actions({ work, saved }: { work: Work; saved: number }) {
  const w = words.value;
  const isOff = running.value !== null;
  const get = () =>
    download({
      name: `${fileName(shop.value?.name ?? "", "report")}.csv`,
      type: "text/csv;charset=utf-8",
      text: reportCsv(work, (id, row) => productName({ id, rows: [row], named: row.named }, w), w),
    });
  return (
    <>
      <Button disabled={isOff} onClick={() => void dropWork()}>
        {w.bulk.otherFile}
      </Button>
      {saved > 0 && (
        <Button icon="undo" id="bulk-undo" disabled={isOff} onClick={() => void run("undo")}>
          {w.bulk.undoAll(saved, shop.value?.name ?? "")}
        </Button>
      )}
      <Button kind="primary" id="bulk-report" onClick={get}>
        {w.bulk.downloadReport}
      </Button>
    </>
  );
}

function Summary({ work, ended }: { work: Work; ended: Ended }) {
  const w = words.value.bulk;
  const name = shop.value?.name ?? "";
  const { saved, refused, contested, open, undone, unchanged } = ended;
  const parts = [
    w.countSaved(saved.length),
    refused.length > 0 && w.countRefused(refused.length),
    contested.length > 0 && w.countContested(contested.length),
    open.length > 0 && w.countOpen(open.length),
    undone.length > 0 && w.countUndone(undone.length),
    unchanged.length > 0 && w.countUnchanged(unchanged.length),
  ].filter((one) => one !== false);
  const again = pending(work.job, "write").length + work.job.filter(isContested).length;
  const unknown = pending(work.job, "look").length;
  const isBad = refused.length + contested.length + open.length > 0;
  const acts = (
    <>
      {unknown > 0 && (
        <Button size="small" onClick={() => void run("look")}>
          {w.lookAgain(unknown)}
        </Button>
      )}
      {again > unknown && (
        <Button size="small" onClick={() => void tryAgain()}>
          {w.tryAgain(again)}
        </Button>
      )}
    </>
  );
  return (
    <Note
      tone={isBad ? "warn" : "ok"}
      title={w.sentence(parts)}
      acts={running.value === null && unknown + again > 0 ? acts : undefined}
      live
    >
      <p>
        {work.tookMs > 0 && w.took(secondsText(work.tookMs / 1000))}{" "}
        {unknown > 0 ? w.someUnknown : isBad && w.asTheyWere(name)}
      </p>
    </Note>
  );
}

function Figures({ ended }: { ended: Ended }) {
  const w = words.value.bulk;
  const tiles = [
    { count: ended.saved.length, label: w.savedAndRead, tone: "ok" },
    { count: ended.refused.length, label: w.refusedBy, tone: "bad" },
    { count: ended.contested.length + ended.open.length, label: w.yoursOrTheirs, tone: "warn" },
    { count: ended.leftOut.length, label: w.leftOutByYou, tone: "" },
  ];
  return (
    <div class="budget">
      {tiles.map(({ count, label, tone }) => (
        <div key={label}>
          <span class={`figure ${count > 0 ? tone : ""}`}>{w.count(count)}</span>
          <span class="small muted">{label}</span>
        </div>
      ))}
    </div>
  );
}

/** So many rows are drawn; all of them are in the report. */
const DRAWN = 200;

function Ends(props: {
  title: string;
  rows: readonly TextRow[];
  last: string;
  isWhy?: boolean;
  isBefore?: boolean;
}) {
  const { title, rows, last, isWhy = false, isBefore = false } = props;
  const w = words.value;
  return (
    <Card title={title} aside={<span class="small faint">{w.bulk.count(rows.length)}</span>} bare>
      <Table
        label={title}
        class="report"
        columns={[
          { name: w.bulk.product },
          { name: w.bulk.field },
          { name: w.bulk.state },
          { name: last },
        ]}
      >
        {rows.slice(0, DRAWN).map((row) => (
          <Row key={row.key}>
            <Cell class="first" isName>
              {productName(row.entry, w)}
            </Cell>
            <Cell class="nowrap muted off">
              {fieldText(row.field)} <LanguageCode code={row.language} />
            </Cell>
            <Cell class="second">
              <StandingTag standing={row.standing} />
            </Cell>
            <Cell class="muted wide2">
              {isWhy ? (
                whyOf(row, w)
              ) : (
                <span lang={row.language} dir="auto">
                  {isBefore ? row.before : row.after}
                </span>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
      {rows.length > DRAWN && (
        <footer class="small muted">{w.bulk.shownOf(DRAWN, rows.length)}</footer>
      )}
    </Card>
  );
}
