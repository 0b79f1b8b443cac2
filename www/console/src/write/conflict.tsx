import { timeText } from "../language/dates.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Note } from "../parts/note.js";
import { Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { useShortcuts } from "../state/keys.js";
import { type Conflicting, undecided } from "./conflicts.js";
import { FieldHead, Words } from "./difference.js";
import { fieldInSentence, fieldLabel, languageCode } from "./names.js";
import { type Choice, type Contested, placeOf, type Shown } from "./states.js";
import type { Write } from "./use-write.js";

/** Somebody else wrote in between: before, yours and theirs, and a choice for each. */
export function Conflict({ write }: { write: Write }) {
  const { state } = write;
  const isConflict = state.kind === "conflict";
  const next = isConflict ? state.contested.find(({ choice }) => choice === null) : undefined;
  useShortcuts(
    next === undefined
      ? []
      : CHOICES.map((choice, place) => ({
          keys: [String(place + 1)],
          does: (w) =>
            choice === "yours" ? w.write.conflict.allYours : w.write.conflict.allTheirs,
          run: () => write.choose(choice, placeOf(next.field)),
        })),
    [next],
  );
  if (!isConflict) return null;
  const w = words.value.write.conflict;
  const { contested, uncontested, shown } = state;
  return (
    <div class="stack" data-write="conflict">
      <Note tone="bad" title={w.title[write.record.page]} live>
        <p>{conflictMeans(state)}</p>
        {state.elsewhere.length > 0 && <p>{w.elsewhere(state.elsewhere.map(fieldLabel))}</p>}
      </Note>
      {state.now === null && (
        <Button onClick={() => void write.readConflictAgain()}>{w.readAgain}</Button>
      )}
      {contested.length > 0 && state.now !== null && (
        <Card
          title={w.toDecide(contested.length)}
          bare
          aside={<Progress write={write} state={state} />}
          footer={
            uncontested.length > 0 && (
              <>
                <Icon name="okc" />
                <span class="small muted">
                  {w.onlyYours(uncontested.map((one) => fieldInSentence(one, shown)))}
                </span>
              </>
            )
          }
        >
          {contested.map((one) => (
            <Decision
              key={placeOf(one.field)}
              one={one}
              write={write}
              shown={shown}
              theirsAt={state.now?.at ?? shown.at}
              isNext={one === next}
            />
          ))}
        </Card>
      )}
    </div>
  );
}

const CHOICES: readonly Choice[] = ["yours", "theirs"];

function conflictMeans({ now, contested, uncontested, shown }: Conflicting): string {
  const w = words.value.write.conflict;
  if (now === null) return w.unread;
  if (contested.length > 0) return w.touched(contested.length, shown.answer.fields.length);
  return uncontested.length > 0 ? w.untouched : w.alike;
}

function Progress({ write, state }: { write: Write; state: Conflicting }) {
  const w = words.value.write.conflict;
  const done = state.contested.length - undecided(state);
  return (
    <>
      <span class="small faint">{w.decided(done)}</span>
      <span class="row end">
        <Button size="small" onClick={() => write.choose("yours")}>
          {w.allYours}
        </Button>
        <Button size="small" onClick={() => write.choose("theirs")}>
          {w.allTheirs}
        </Button>
      </span>
    </>
  );
}

function Decision(props: {
  one: Contested;
  write: Write;
  shown: Shown;
  theirsAt: number;
  isNext: boolean;
}) {
  const { one, write, shown, theirsAt, isNext } = props;
  const { field, before, theirs, choice } = one;
  const w = words.value.write.conflict;
  const place = placeOf(field);
  const named = (value: string) => valueName(write, shown, field.field, value);
  const side = (which: Choice, label: string, value: string, key: string) => (
    <div class={choice === which ? "chosen" : ""}>
      <label class="pick">
        <input
          class="tick"
          type="radio"
          name={`choice ${place}`}
          checked={choice === which}
          onChange={() => write.choose(which, place)}
        />
        {label}
        {isNext && <kbd aria-hidden="true">{key}</kbd>}
      </label>
      <p dir="auto">
        <Words before={named(before)} after={named(value)} />
      </p>
    </div>
  );
  return (
    <>
      <FieldHead field={field} languages={shown.languages}>
        {choice === null && (
          <Tag tone="warn" icon="warn">
            {w.undecided}
          </Tag>
        )}
      </FieldHead>
      <div class="diff three" lang={languageCode(field.language, shown.languages) ?? undefined}>
        <div>
          <p class="pick faint">{w.before(timeText(new Date(shown.at)))}</p>
          <p class="muted" dir="auto">
            {named(before)}
          </p>
        </div>
        {side("yours", w.yours, field.after, "1")}
        {side("theirs", w.theirs(timeText(new Date(theirsAt))), theirs, "2")}
      </div>
    </>
  );
}

/** A status by its label, as both previews tell it. */
function valueName({ state }: Write, shown: Shown, field: string, value: string): string {
  if (field !== "id_order_state") return value;
  const now = state.kind === "conflict" ? state.now : null;
  const known = [shown, now].flatMap((one) => {
    const status = one?.answer.status ?? null;
    return status === null ? [] : [status.before, status.after];
  });
  return known.find(({ id }) => String(id) === value)?.label ?? words.value.value.status(value);
}
