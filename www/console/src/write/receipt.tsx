import type { StoredDifference, UpdatedField } from "@aismarttalk/prestashop";
import { clockText } from "../language/dates.js";
import { textOf } from "../language/message.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { isMailed, type WriteAnswer } from "../shop/writing.js";
import { useShortcuts } from "../state/keys.js";
import { FieldHead, Words } from "./difference.js";
import { areTexts, fieldLabel, languageCode, statusName } from "./names.js";
import { isNoStatus, Warnings } from "./preview.js";
import { calledOf, placeOf, type Shown } from "./states.js";
import type { Write } from "./use-write.js";

/** What is in the shop now, read again afterwards; all of it and each field can be taken back. */
export function Receipt({ write }: { write: Write }) {
  const { state } = write;
  const isSaved = state.kind === "saved";
  useShortcuts(
    isSaved && state.answer.written
      ? [
          {
            keys: ["u"],
            does: (w) => w.write.saved.undo,
            run: () => void write.undo(state.answer),
          },
        ]
      : [],
    [state],
  );
  if (!isSaved) return null;
  const { answer, shown, at } = state;
  return (
    <div class="stack" data-write="saved">
      <Head write={write} answer={answer} />
      <Warnings answer={answer} />
      {answer.written && answer.fields.some(isNoStatus) && (
        <There write={write} answer={answer} shown={shown} at={at} />
      )}
      <Differences differences={answer.differences} shown={shown} />
    </div>
  );
}

function Head({ write, answer }: { write: Write; answer: WriteAnswer }) {
  const w = words.value.write.saved;
  const count = answer.fields.length;
  const isStatus = answer.status !== null;
  const acts = (
    <>
      {answer.written && (
        <Button icon="undo" shortcut="U" onClick={() => void write.undo(answer)}>
          {isStatus ? w.back : w.undoAll(count)}
        </Button>
      )}
      <Button kind="ghost" onClick={write.edit}>
        {w.close}
      </Button>
    </>
  );
  return (
    <Note
      tone={answer.written ? "ok" : "plain"}
      title={receiptTitle(write, answer)}
      live
      acts={acts}
    >
      {answer.written && <p>{receiptMeans(answer)}</p>}
      {answer.written && isStatus && <p class="small">{undoMeans(answer)}</p>}
    </Note>
  );
}

function receiptTitle({ record, shop }: Write, answer: WriteAnswer): string {
  const w = words.value.write.saved;
  const name = calledOf(record);
  if (!answer.written) return w.nothing(name);
  const status = statusName(answer);
  if (status !== null) return w.status(name, status, shop.name);
  const said = areTexts(answer.fields) ? w.texts : w.values;
  return said(answer.fields.length, name, shop.name);
}

function receiptMeans(answer: WriteAnswer): string {
  const w = words.value.write.saved;
  if (answer.isMailAsked !== null) return isMailed(answer) ? w.mailed : w.notMailed;
  const serious = answer.differences.filter(({ harmless }) => !harmless).length;
  return serious > 0 ? w.readOtherwise(serious) : w.read;
}

/** A status leaves something behind for good. */
function undoMeans(answer: WriteAnswer): string {
  const w = words.value.write.saved;
  const hasDocuments = (answer.effects ?? []).some(({ kind }) => DOCUMENTS.includes(kind));
  const stays = [hasDocuments ? w.documentsStay : "", isMailed(answer) ? w.mailStays : ""];
  return [w.notQuite, ...stays].filter((one) => one !== "").join(" ");
}

const DOCUMENTS = ["invoice", "delivery", "payment", "stock"];

function There(props: { write: Write; answer: WriteAnswer; shown: Shown; at: number }) {
  const { write, answer, shown, at } = props;
  const w = words.value.write.saved;
  return (
    <Card
      title={w.there}
      aside={<span class="small faint">{w.readAt(clockText(new Date(at)))}</span>}
      bare
    >
      <table class="table folds saved">
        <thead>
          <tr>
            <th scope="col">{w.field}</th>
            <th scope="col">{w.value}</th>
            <th scope="col" class="num">
              {w.characters}
            </th>
            <th scope="col" class="num">
              {w.undo}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.fields.filter(isNoStatus).map((field) => (
            <Row key={placeOf(field)} field={field} write={write} answer={answer} shown={shown} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row(props: { field: UpdatedField; write: Write; answer: WriteAnswer; shown: Shown }) {
  const { field, write, answer, shown } = props;
  const w = words.value.write;
  const code = languageCode(field.language, shown.languages);
  const label = fieldLabel(field.field);
  const now = storedIn(answer, field);
  return (
    <tr>
      <td class="nowrap first">
        <span class="strong">{label}</span> {code !== null && <LanguageCode code={code} />}
      </td>
      <td class="clip wide2" lang={code ?? undefined}>
        <span class="cut block" dir="auto">
          {now === "" ? <span class="faint">{w.empty}</span> : now}
        </span>
      </td>
      <td class="num off">{[...now].length}</td>
      <td class="num second">
        <Button size="small" onClick={() => void write.undo(answer, [field])}>
          {w.saved.undo}
          <span class="sr">{w.saved.undoOf(label)}</span>
        </Button>
      </td>
    </tr>
  );
}

/** As the shop has it, which may be otherwise than it was sent. */
function storedIn({ differences }: WriteAnswer, field: UpdatedField): string {
  return differences.find((one) => placeOf(one) === placeOf(field))?.stored ?? field.after;
}

function Differences(props: { differences: readonly StoredDifference[]; shown: Shown }) {
  const { differences, shown } = props;
  const w = words.value.write;
  if (differences.length === 0) return null;
  return (
    <Card title={w.madeOfIt} bare>
      {differences.map((one) => (
        <div key={placeOf(one)} data-reason={one.reason}>
          <FieldHead field={one} languages={shown.languages}>
            <Tag tone={one.harmless ? "ok" : "warn"}>
              {one.harmless ? w.harmless : w.lookAtThis}
            </Tag>
            <span class="small">{textOf(w.made, one.reason) ?? w.made.other}</span>
          </FieldHead>
          <div class="diff">
            <div>
              <span class="small faint">{w.asSent}</span>
              <p dir="auto">
                <Words before={one.asked} after={one.stored} side="before" />
              </p>
            </div>
            <div>
              <span class="small faint">{w.asStored}</span>
              <p dir="auto">
                <Words before={one.asked} after={one.stored} side="after" />
              </p>
            </div>
          </div>
        </div>
      ))}
    </Card>
  );
}
