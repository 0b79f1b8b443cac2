import { type Option, select } from "../components/choice.js";
import { h } from "../components/element.js";
import { labelOf } from "../components/labels.js";
import { table } from "../components/table.js";
import { setText } from "../language/live.js";
import { type Dictionary, textIn } from "../language/message.js";
import {
  asksForLanguage,
  guessRoles,
  type Language,
  problemOf,
  type Role,
  roleKey,
  roleOf,
  type TextField,
} from "./columns.js";
import type { CsvTable } from "./csv.js";
import type { Mapping } from "./rows.js";

/** What the columns hold, as the visitor decides. */
export interface MappingForm {
  node: HTMLElement;
  setEnabled(isEnabled: boolean): void;
}

/** What the visitor has decided so far. */
interface Choices {
  roles: Role[];
  usualLanguage: string;
}

/** Lists for every column, with what they seem to hold. */
export function mappingForm(
  csv: CsvTable,
  fields: readonly TextField[],
  languages: readonly Language[],
  onMapped: (mapping: Mapping) => void,
): MappingForm {
  const roles = guessRoles(csv.header, fields, languages);
  const chosen: Choices = { roles, usualLanguage: languages[0]?.code ?? "" };
  const problem = h("p", { class: "notice bad", role: "alert", hidden: true });
  const usual = usualLanguageList(chosen, languages);
  const refresh = () => {
    usual.hidden = !asksForLanguage(roles);
    problem.hidden = true;
  };
  const columns = columnTable(csv, chosen, roleOptions(fields, languages), refresh);
  const inputs = h(
    "fieldset",
    { class: "fields" },
    h("legend", { class: "hidden" }, (w) => w.bulk.columns),
    columns,
    usual,
    problem,
    h("div", { class: "buttons" }, submitButton()),
  );
  const form = h(
    "form",
    { class: "bulkstep", autocomplete: "off" },
    h("h2", { tabindex: "-1" }, (w) => w.bulk.columnsTitle),
    inputs,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = problemOf(roles);
    refresh();
    if (wrong === null) return onMapped({ ...chosen, roles: [...roles] });
    setText(problem, wrong);
    problem.hidden = false;
  });
  refresh();
  return {
    node: form,
    setEnabled: (isEnabled) => {
      inputs.disabled = !isEnabled;
    },
  };
}

function submitButton(): HTMLElement {
  return h("button", { type: "submit", class: "primary" }, (w) => w.bulk.previewAll);
}

/** The language of columns that name none. */
function usualLanguageList(chosen: Choices, languages: readonly Language[]): HTMLElement {
  return select(
    "bulk-language",
    (w) => w.bulk.usualLanguage,
    languages.map(({ code, name }) => ({ value: code, label: name })),
    chosen.usualLanguage,
    (code) => {
      chosen.usualLanguage = code;
    },
  );
}

/** Each column with its first text and what it holds. */
function columnTable(
  { header, rows }: CsvTable,
  { roles }: Choices,
  options: readonly Option[],
  onChange: () => void,
): HTMLElement {
  const columns = header.map((name, place) => ({
    name: name === "" ? ({ bulk }: Dictionary) => bulk.columnNumber(place + 1) : name,
    example: rows.find(({ cells }) => (cells[place] ?? "") !== "")?.cells[place] ?? "",
    list: roleList(place, name, options, roleKey(roles[place] ?? { kind: "ignored" }), (key) => {
      roles[place] = roleOf(key);
      onChange();
    }),
  }));
  return table(
    [
      {
        label: (w) => w.bulk.column,
        cell: ({ name }) =>
          h("span", { class: "text", dir: typeof name === "string" ? "auto" : null }, name),
      },
      {
        label: (w) => w.bulk.firstText,
        cell: ({ example }) => h("span", { class: "text bulkexample", dir: "auto" }, example),
      },
      { label: (w) => w.bulk.holds, cell: ({ list }) => list },
    ],
    columns,
  );
}

function roleList(
  place: number,
  name: string,
  options: readonly Option[],
  chosen: string,
  onChange: (key: string) => void,
): HTMLElement {
  const list = h(
    "select",
    {
      id: `bulk-column-${place}`,
      "aria-label": (w) => w.bulk.columnHolds(place + 1, name),
    },
    ...options.map(({ value, label }) => h("option", { value, selected: value === chosen }, label)),
  );
  list.addEventListener("change", () => onChange(list.value));
  return list;
}

const ROLES = ["ignored", "id", "reference", "language"] as const;

function roleOptions(fields: readonly TextField[], languages: readonly Language[]): Option[] {
  const texts = fields.flatMap(({ name }) => [
    { value: roleKey({ kind: "text", field: name, language: null }), label: labelOf(name) },
    ...languages.map((one) => ({
      value: roleKey({ kind: "text", field: name, language: one.code }),
      label: (w: Dictionary) => w.bulk.textRole(labelOf(name)(w), textIn(one.name, w)),
    })),
  ]);
  return [
    ...ROLES.map((value) => ({ value, label: ({ bulk }: Dictionary) => bulk.roles[value] })),
    ...texts,
  ];
}
