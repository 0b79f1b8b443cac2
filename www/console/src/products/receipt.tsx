import type { StoredDifference, UpdatedField } from "@aismarttalk/prestashop";
import { useEffect } from "preact/hooks";
import { clockText, nearText } from "../language/dates.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { type SavedHere, savedTo } from "../write/saved-here.js";
import { type ChangedText, changedTexts, languagesOf } from "./changed-texts.js";
import type { Editing } from "./editing.js";
import { plainText } from "./formatted.js";
import { directionOf, languageName } from "./languages.js";
import { lengthOf } from "./lengths.js";
import { calledOf } from "./read.js";
import type { TextWrites } from "./use-text-writes.js";

/** What is in the shop now, with a way back. */
export function Receipt({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  const w = words.value.products;
  const { product, languages } = editing.read;
  const answers = writes.saved.map(({ state }) => state.answer);
  const fields = answers.flatMap((answer) => (answer.written ? answer.fields : []));
  const texts = changedTexts(fields, languages);
  const differences = answers.flatMap((answer) => answer.differences);
  const names = languagesOf(texts).map(languageName);
  const called = calledOf(product);
  const isAsSent = differences.every(({ harmless }) => harmless);
  const { isUndo } = writes;
  useEffect(() => document.getElementById("receipt")?.focus(), []);
  const canUndo = !isUndo && texts.length > 0;
  if (texts.length === 0) return <Note tone="plain" title={w.nothingWritten} live />;
  return (
    <>
      <Note
        tone={isAsSent ? "ok" : "warn"}
        live
        id="receipt"
        title={w.saved(texts.length, names, isUndo)(called, writes.shopName)}
        acts={
          canUndo && (
            <Button icon="undo" shortcut="U" id="undo-all" onClick={() => void writes.undo()}>
              {w.undoAll(texts.length)}
            </Button>
          )
        }
      >
        <p>
          {isAsSent ? w.foundAsSent : w.foundOtherwise}
          {canUndo && ` ${w.oldTextsKept}`}
        </p>
      </Note>
      <Card bare title={w.whatIsThere} aside={<ReadAt writes={writes} />}>
        <SavedTable
          texts={texts}
          differences={differences}
          undo={canUndo ? (told) => void writes.undo([told]) : null}
        />
      </Card>
    </>
  );
}

function ReadAt({ writes }: { writes: TextWrites }) {
  const at = Math.max(...writes.saved.map(({ state }) => state.at));
  return <span class="small faint">{words.value.products.readAt(clockText(new Date(at)))}</span>;
}

function SavedTable(props: {
  texts: readonly ChangedText[];
  differences: readonly StoredDifference[];
  undo: ((told: UpdatedField) => void) | null;
}) {
  const w = words.value.products;
  const { texts, differences, undo } = props;
  return (
    <table class="table folds saved" role="table" aria-label={w.savedJustNow}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {w.field}
          </th>
          <th role="columnheader" scope="col">
            {w.text}
          </th>
          <th role="columnheader" scope="col" class="num">
            {w.length}
          </th>
          <th role="columnheader" scope="col" class="num">
            {w.undo}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {texts.map((text) => (
          <SavedRow
            key={`${text.field.name}-${text.language.code}`}
            text={text}
            difference={differences.find(
              ({ field, language }) =>
                field === text.field.name && language?.id === text.language.id,
            )}
            undo={undo}
          />
        ))}
      </tbody>
    </table>
  );
}

function SavedRow(props: {
  text: ChangedText;
  difference: StoredDifference | undefined;
  undo: ((told: UpdatedField) => void) | null;
}) {
  const w = words.value.products;
  const { text, difference, undo } = props;
  const { field, language, after, told } = text;
  const shown = field.kind === "html" ? plainText(after) : after;
  return (
    <tr role="row">
      <td role="cell" class="nowrap first">
        <span class="strong">{w.fields[field.name]}</span> <LanguageCode code={language.code} />
      </td>
      <td role="cell" class="clip wide2" lang={language.code} dir={directionOf(language)}>
        <span class="cut block">{shown || "–"}</span>
        {difference && (
          <Tag tone={difference.harmless ? "plain" : "warn"}>{w.made[difference.reason]}</Tag>
        )}
      </td>
      <td role="cell" class="num off">
        {lengthOf(shown)}
      </td>
      <td role="cell" class="num second">
        {undo && (
          <Button size="small" onClick={() => undo(told)}>
            {w.undo}
            <span class="sr"> {w.fields[field.name]}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}

/** What was saved to this product from here. */
export function ChangesCard({ editing }: { editing: Editing }) {
  const w = words.value.products;
  const { product, languages } = editing.read;
  const saved = groupedSaves(
    savedTo(editing.shop.ref, { page: "products", id: String(product.id) }),
  );
  if (saved.length === 0) return null;
  return (
    <Card title={w.changesToThis}>
      <ol class="line">
        {saved.map(({ id, at, isUndo, fields }) => {
          const texts = changedTexts(fields, languages);
          const names = languagesOf(texts).map(languageName);
          return (
            <li key={id}>
              <span>
                <b>{w.textsIn(texts.length, names)}</b>, {isUndo ? w.fromHereBack : w.fromHere}
              </span>
              <time>{nearText(new Date(at), words.value)}</time>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

/** One thing that was saved, by however many requests. */
interface Save {
  id: string;
  at: number;
  isUndo: boolean;
  fields: readonly UpdatedField[];
}

/** Two requests of one save follow each other at once. */
const ONE_SAVE_MS = 10_000;

function groupedSaves(saved: readonly SavedHere[]): Save[] {
  const saves: Save[] = [];
  const actions: string[] = [];
  for (const { id, at, isUndo, answer, action } of saved) {
    const last = saves.at(-1);
    const isSame =
      last?.isUndo === isUndo && last.at - at < ONE_SAVE_MS && actions.at(-1) !== action;
    if (last !== undefined && isSame) last.fields = [...last.fields, ...answer.fields];
    else saves.push({ id, at, isUndo, fields: answer.fields });
    actions.push(action);
  }
  return saves;
}
