import { useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { Card } from "../parts/record.js";
import { Cell, Row, Table } from "../parts/table.js";
import { useShortcuts } from "../state/keys.js";
import { asksForLanguage, IGNORED, problemOf, type Role, roleKey, roleOf } from "./columns.js";
import { fieldText } from "./field-names.js";
import { BulkHead } from "./head.js";
import { lookAtProducts } from "./running.js";
import { dropWork, mapColumns, type Work } from "./work.js";

/** What each column holds, as it was understood, to be put right. */
export function ColumnsStage({ work }: { work: Work }) {
  const w = words.value.bulk;
  const [roles, decide] = useState<readonly Role[]>(work.mapping?.roles ?? []);
  const [language, choose] = useState(work.mapping?.usualLanguage ?? "");
  const [isAsked, ask] = useState(false);
  const problem = problemOf(roles);
  const next = async () => {
    ask(true);
    if (problem !== null) return;
    await mapColumns(work, { roles, usualLanguage: language });
    await lookAtProducts();
  };
  useShortcuts(
    [{ keys: ["Control+Enter"], does: (w) => w.bulk.compare, run: () => void next() }],
    [roles, language],
  );
  const actions = (
    <>
      <Button onClick={() => void dropWork()}>{w.otherFile}</Button>
      <Button kind="primary" shortcut="Ctrl ↵" onClick={() => void next()}>
        {w.compare}
      </Button>
    </>
  );
  return (
    <>
      <BulkHead work={work} actions={actions} />
      {isAsked && problem !== null && <Note tone="bad" title={textNow(problem)} live />}
      {work.encoding === "windows-1252" && <Note tone="warn" title={w.encodingDoubt} />}
      <Card title={w.columnsTitle} aside={<Counted work={work} />} bare>
        <Columns
          work={work}
          roles={roles}
          onRole={(place, role) => decide(roles.map((one, at) => (at === place ? role : one)))}
        />
        {asksForLanguage(roles) && (
          <footer>
            <label for="bulk-language">{w.usualLanguage}</label>
            <select
              id="bulk-language"
              class="input auto"
              value={language}
              onChange={({ currentTarget: { value } }) => choose(value)}
            >
              {work.languages.map(({ code }) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </select>
          </footer>
        )}
      </Card>
    </>
  );
}

function Counted({ work: { table } }: { work: Work }) {
  return (
    <span class="faint small">{words.value.bulk.read(table.rows.length, table.header.length)}</span>
  );
}

interface ColumnsProps {
  work: Work;
  roles: readonly Role[];
  onRole(place: number, role: Role): void;
}

function Columns({ work: { table, fields, languages }, roles, onRole }: ColumnsProps) {
  const w = words.value.bulk;
  const options = [
    ...ROLES.map((kind) => ({ key: kind as string, label: w.roles[kind] })),
    ...fields.flatMap(({ name }) => [
      { key: roleKey({ kind: "text", field: name, language: null }), label: fieldText(name) },
      ...languages.map(({ code }) => ({
        key: roleKey({ kind: "text", field: name, language: code }),
        label: w.textRole(fieldText(name), code),
      })),
    ]),
  ];
  return (
    <Table
      label={w.columnsTitle}
      columns={[{ name: w.column }, { name: w.firstText }, { name: w.holds }]}
    >
      {table.header.map((name, place) => (
        <Row key={place} class={roles[place]?.kind === "ignored" ? "faint" : undefined}>
          <Cell class="first mono" isName>
            <bdi>{name === "" ? w.columnNumber(place + 1) : name}</bdi>
          </Cell>
          <Cell class="clip wide2 muted">
            <span class="cut block" dir="auto">
              {exampleOf(table.rows, place)}
            </span>
          </Cell>
          <Cell class="second">
            <select
              id={`bulk-column-${place}`}
              class="input"
              aria-label={w.columnHolds(place + 1, name)}
              value={roleKey(roles[place] ?? IGNORED)}
              onChange={({ currentTarget: { value } }) => onRole(place, roleOf(value))}
            >
              {options.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const ROLES = ["ignored", "id", "reference", "name", "language"] as const;

function exampleOf(rows: Work["table"]["rows"], place: number): string {
  return rows.find(({ cells }) => (cells[place] ?? "") !== "")?.cells[place] ?? "";
}
