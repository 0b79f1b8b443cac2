import { clockText } from "../language/dates.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Blank } from "../parts/note.js";
import { Card, RecordHead } from "../parts/record.js";
import { goTo, hrefTo } from "../state/route.js";
import { shop } from "../state/session.js";
import { flowOf } from "../write/flow.js";
import { type SavedHere, savedHere } from "../write/saved-here.js";
import { calledOf } from "../write/states.js";
import { previewBack } from "../write/steps.js";
import { hasJournal, Journal } from "./journal.js";

/** What was saved from this tab, newest first; each names its record, and can be taken back. */
export default function ChangesPage() {
  const w = words.value;
  const open = shop.value;
  const mine = savedHere.value.filter((one) => one.shop === open?.ref);
  return (
    <>
      <RecordHead title={<h1>{w.shell.changes}</h1>} />
      {mine.length === 0 && !hasJournal() && <Blank icon="undo" title={w.write.saved.noneHere} />}
      {mine.length > 0 && (
        <Card title={w.write.saved.fromHere} bare>
          <div class="in-list">
            <ul class="plain-list">
              {mine.map((one) => (
                <ChangeRow key={one.id} change={one} />
              ))}
            </ul>
          </div>
        </Card>
      )}
      {hasJournal() && <Journal />}
    </>
  );
}

function ChangeRow({ change }: { change: SavedHere }) {
  const w = words.value.write;
  const { record, answer, at, action, isUndo } = change;
  const { page, id, name, reference } = record;
  const called = calledOf(record);
  const more = called === reference ? name : reference;
  const open = shop.value;
  return (
    <li data-change={change.id}>
      <a href={hrefTo(page, id)} translate={false}>
        {called}
      </a>
      {more !== null && more !== "" && <span class="faint small">{more}</span>}
      <span class="small">{answer.status?.after.label ?? w.changes(answer.fields.length)}</span>
      <span class="end small faint">{clockText(new Date(at))}</span>
      {!isUndo && open !== null && open.actions.some((one) => one.name === action) && (
        <Button
          size="small"
          icon="undo"
          onClick={() => {
            goTo(page, id);
            void previewBack(flowOf(open, action, record), answer);
          }}
        >
          {w.saved.undo}
          <span class="sr">{w.saved.undoOf(called)}</span>
        </Button>
      )}
    </li>
  );
}
