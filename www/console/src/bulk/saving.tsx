import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { useShortcuts } from "../state/keys.js";
import { shop } from "../state/session.js";
import { countTicked } from "./check.js";
import { BulkHead } from "./head.js";
import { pending } from "./passes.js";
import { Halted, ProgressCard } from "./progress.js";
import { endRunning, run, running, saveAll } from "./running.js";
import { textRows } from "./text-rows.js";
import { TextsTable } from "./texts-table.js";
import { followChanges, noteWork, type Work } from "./work.js";

/** While it saves, and while it pauses. */
export function SaveStage({ work }: { work: Work }) {
  followChanges();
  const w = words.value.bulk;
  const now = running.value;
  const rows = textRows(work.job, work.fields, work.languages);
  const saved = rows.filter(({ standing }) => standing === "written").length;
  const { texts } = countTicked(work);
  const name = shop.value?.name ?? "";
  return (
    <>
      <BulkHead work={work} actions={now === null ? <Paused work={work} /> : <Pausing />} />
      <Halted />
      {now !== null && (
        <ProgressCard now={now} title={w.savedOf(saved, saved + texts, name)}>
          {work.isKept ? w.savingHelp : w.savingHelpNotKept}
        </ProgressCard>
      )}
      {now === null && (
        <Note tone="plain" title={w.paused(saved, texts, name)} live>
          <p>{w.pausedHelp}</p>
        </Note>
      )}
      <TextsTable rows={rows} />
    </>
  );
}

function Pausing() {
  const w = words.value.bulk;
  const ending = running.value?.ending ?? "no";
  useShortcuts([
    { keys: ["p"], does: (w) => w.bulk.pause, run: () => endRunning("pause") },
    { keys: ["Escape"], does: (w) => w.bulk.stopAfter, run: () => endRunning("stop") },
  ]);
  return (
    <>
      <Button
        icon="pause"
        shortcut="P"
        id="bulk-pause"
        disabled={ending !== "no"}
        onClick={() => endRunning("pause")}
      >
        {ending === "pause" ? w.pausing : w.pause}
      </Button>
      <Button
        icon="stop"
        shortcut="Esc"
        id="bulk-stop"
        disabled={ending === "stop"}
        onClick={() => endRunning("stop")}
      >
        {ending === "stop" ? w.stopping : w.stopAfter}
      </Button>
    </>
  );
}

function Paused({ work }: { work: Work }) {
  const w = words.value.bulk;
  const { texts } = countTicked(work);
  const open = pending(work.job, "look").length;
  return (
    <>
      <Button onClick={() => noteWork({ stage: "report" })}>{w.toReport}</Button>
      {open > 0 && <Button onClick={() => void run("look")}>{w.lookAgain(open)}</Button>}
      {texts > 0 && (
        <Button kind="primary" id="bulk-go-on" onClick={() => void saveAll()}>
          {w.goOn(texts, shop.value?.name ?? "")}
        </Button>
      )}
    </>
  );
}
