import { secondsText } from "../language/durations.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Blank } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { useShortcuts } from "../state/keys.js";
import { shop } from "../state/session.js";
import { say } from "../state/toasts.js";
import { tickedOf } from "./entry.js";
import { BulkHead } from "./head.js";
import { idsOf } from "./naming.js";
import { CONCURRENCY, pending } from "./passes.js";
import { Halted, ProgressCard } from "./progress.js";
import { endRunning, lookAtProducts, paceMs, running, saveAll } from "./running.js";
import { isLong, type TextRow, textRows } from "./text-rows.js";
import { TextsButton, useDownload } from "./texts-card.js";
import { TextsTable } from "./texts-table.js";
import { Unusable } from "./unusable.js";
import { dropWork, followChanges, type Work } from "./work.js";

/** What would change, before anything does. */
export function CheckStage({ work }: { work: Work }) {
  followChanges();
  const w = words.value.bulk;
  const rows = textRows(work.job, work.fields, work.languages);
  const waiting = pending(work.job, "preview").length;
  const now = running.value;
  const [error, get] = useDownload();
  return (
    <>
      <BulkHead
        work={work}
        actions={
          <>
            <span class="wide">
              <TextsButton onClick={() => get({ ids: idsOf(work) })} />
            </span>
            <Button disabled={now !== null} onClick={dropList}>
              {w.otherFile}
            </Button>
            <SaveTexts work={work} />
          </>
        }
      />
      {error !== null && <Problem error={error} />}
      <Unusable work={work} />
      <Halted />
      {now !== null && (
        <ProgressCard now={now} title={w.comparing(now.done, now.all)}>
          {w.comparingHelp}
        </ProgressCard>
      )}
      {now !== null && (
        <span>
          <Button icon="stop" onClick={() => endRunning("stop")}>
            {w.stopComparing}
          </Button>
        </span>
      )}
      {now === null && waiting > 0 && (
        <span>
          <Button onClick={() => void lookAtProducts()}>{w.compareRest(waiting)}</Button>
        </span>
      )}
      {now === null && <Budget work={work} rows={rows} />}
      {work.job.length === 0 ? (
        <Blank icon="rows" title={w.nothingUsable} />
      ) : (
        <TextsTable rows={rows} />
      )}
    </>
  );
}

/** The list stays within reach for a moment. */
async function dropList(): Promise<void> {
  await dropWork();
  say((w) => w.bulk.dropped);
}

/** How many texts are ticked, on how many products. */
export function countTicked(work: Work): { texts: number; products: number } {
  followChanges();
  const ready = pending(work.job, "write");
  const texts = ready.reduce((sum, entry) => sum + tickedOf(entry).length, 0);
  return { texts, products: ready.length };
}

function SaveTexts({ work }: { work: Work }) {
  const w = words.value.bulk;
  const { texts } = countTicked(work);
  const name = shop.value?.name ?? "";
  const isRunning = running.value !== null;
  const isOff = texts === 0 || isRunning;
  useShortcuts(
    [
      {
        keys: ["Control+Enter"],
        does: (w) => w.bulk.save(texts, name),
        run: () => isOff || void saveAll(),
      },
    ],
    [texts, isOff],
  );
  return (
    <Button
      kind="primary"
      id="bulk-save"
      class="save"
      shortcut={isOff ? "" : "Ctrl ↵"}
      disabled={isOff}
      onClick={() => void saveAll()}
    >
      {texts === 0 ? w.nothingToSave : w.save(texts, name)}
    </Button>
  );
}

/** A save reads the product before it and after it, and which languages there are. */
const READS_A_SAVE = 3;
const REQUESTS_A_SAVE = READS_A_SAVE + 1;
/** So long a save waits before it reads again: somebody else may have written at the same moment. */
const SETTLING_MS = 1000;

/** What the saving takes: texts, products, requests, time. */
function Budget({ work, rows }: { work: Work; rows: readonly TextRow[] }) {
  const w = words.value.bulk;
  const { texts, products } = countTicked(work);
  const long = rows.filter((row) => row.standing === "ready" && isLong(row)).length;
  const pace = paceMs.value;
  const seconds =
    pace === null ? null : ((pace * REQUESTS_A_SAVE + SETTLING_MS / CONCURRENCY) * products) / 1000;
  return (
    <div class="budget">
      <div>
        <span class="figure">{w.count(texts)}</span>
        <span class="small muted">{w.textsOn(texts, products)}</span>
      </div>
      <div>
        <span class="figure">{w.count(products * REQUESTS_A_SAVE)}</span>
        <span class="small muted">{w.requestsFor(products * READS_A_SAVE, products)}</span>
      </div>
      <div>
        <span class="figure">{seconds === null ? "–" : `≈ ${secondsText(seconds)}`}</span>
        <span class="small muted">{seconds === null ? w.noPace : w.atPace(CONCURRENCY)}</span>
      </div>
      <div>
        <span class="figure">{w.count(long)}</span>
        <span class={long > 0 ? "small warn" : "small muted"}>{w.longer(long)}</span>
      </div>
    </div>
  );
}
