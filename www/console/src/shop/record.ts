import type { ActionMap, ActionWrites } from "@aismarttalk/prestashop/edge";
import type { DisplayText } from "../language/message.js";
import { type Action, type ActionName, findAction, type Input, type Texts } from "./catalogue.js";
import { notWithThisToken } from "./failure.js";
import { readerFor } from "./readers.js";
import { takesTexts } from "./writes.js";

/** The language of a text. */
export interface TextLanguage {
  id: number;
  /** For people: "Français". */
  name: DisplayText;
  code: string;
  isRightToLeft: boolean;
  /** Whether the shop shows it. */
  isActive: boolean;
}

/** A status that orders can have. */
export interface OrderState {
  id: number;
  label: string | null;
  color: string | null;
  send_email: boolean;
}

/** A value of a record: one text, or texts by language. `undefined`: this shop has no such field. */
export type Loaded = string | Texts | undefined;

/** The values of a record by the parameters that write them. */
export type CurrentValues = Readonly<Record<string, Loaded>>;

/** What a form learns of the record that its action would change. */
export type Current =
  | { state: "read"; values: CurrentValues }
  /** None is named yet, or it is not the only one of that name. */
  | { state: "no_record" }
  /** Nothing here reads such records. */
  | { state: "no_reader" };

/** What the forms of writing actions need to know of a shop. */
export interface Records {
  /** Every language, inactive ones included; none where the key may not read them. */
  languages(): Promise<readonly TextLanguage[]>;
  orderStates(): Promise<readonly OrderState[]>;
  /** What the action would change, as it is. */
  current(action: Action, input: Input): Promise<Current>;
}

/** Runs a reading action of the package. */
export type Ask = <A extends ActionName>(
  action: A,
  input: ActionMap[A]["input"],
) => Promise<ActionMap[A]["output"]>;

/** Runs an action. */
export type Run = (action: Action, input: Input) => Promise<unknown>;

/** A record by the Webservice's names; texts by the code of their language. */
export type LoadedRecord = Readonly<Record<string, unknown>>;

/** How a form names a record. */
export interface NamedRecord {
  writes: ActionWrites;
  /** The one of `writes.named_by` that is given. */
  name: ActionWrites["named_by"][number];
  value: Input[string];
  /** Those that its texts are read in; none where it has no texts. */
  languages: readonly TextLanguage[];
}

/** Reads a record; `null` where there is not exactly one, `undefined` where nothing reads it. */
export type ReadRecord = (record: NamedRecord) => Promise<LoadedRecord | null | undefined>;

/** Where actions are all there is. */
export function recordsThrough(actions: readonly Action[], run: Run): Records {
  return recordsBy(actions, run, (record) => readByAction(record, actions, run));
}

/** By any way of running actions and reading a record. */
export function recordsBy(actions: readonly Action[], run: Run, read: ReadRecord): Records {
  const ask: Ask = async (name, input) => {
    const action = findAction(name, actions);
    if (action === undefined) throw notWithThisToken(name);
    return (await run(action, input as Input)) as never;
  };
  const languages = remembered(() => readLanguages(ask));
  return {
    languages,
    orderStates: remembered(() => readStates(ask)),
    current: async (action, input) => {
      const { writes } = action;
      const name = writes?.named_by.find(({ parameter }) => input[parameter] !== undefined);
      const value = input[name?.parameter ?? ""];
      if (!writes || name === undefined || value === undefined) return { state: "no_record" };
      const own = takesTexts(action) ? await languages() : [];
      const record = await read({ writes, name, value, languages: own });
      if (record === undefined) return { state: "no_reader" };
      return record === null
        ? { state: "no_record" }
        : { state: "read", values: valuesOf(record, writes) };
    },
  };
}

/** Texts come one language at a time. */
export async function readByAction(
  { writes, name: { parameter }, value, languages }: NamedRecord,
  actions: readonly Action[],
  run: Run,
): Promise<LoadedRecord | null | undefined> {
  const reader = readerFor(writes, parameter, actions);
  if (reader === undefined) return undefined;
  const inputs = languages.map(({ id }) => ({ [parameter]: value, language: id }));
  const asked = inputs.length > 0 ? inputs : [{ [parameter]: value }];
  const answers = await Promise.all(asked.map((input) => run(reader, input)));
  const found = answers.map((answer) => Object(answer)[writes.resource] as LoadedRecord[]);
  const [[first, other] = []] = found;
  if (first === undefined || other !== undefined) return null;
  const values = Object.values(writes.fields).map(({ field, multilingual }) => {
    if (!multilingual || languages.length === 0 || first[field] === null) {
      return [field, first[field]];
    }
    const parts = languages.map(({ code }, place) => [code, found[place]?.[0]?.[field]]);
    return [field, Object.fromEntries(parts)];
  });
  return Object.fromEntries(values);
}

/** What is not there in any language is no field of this shop's version. */
function valuesOf(record: LoadedRecord, { fields }: ActionWrites): CurrentValues {
  const values = Object.entries(fields).map(([parameter, { field, multilingual }]) => {
    const value = record[field];
    if (multilingual) return [parameter, (value ?? undefined) as Texts | undefined];
    return [parameter, String(value ?? "")];
  });
  return Object.fromEntries(values);
}

async function readLanguages(ask: Ask): Promise<readonly TextLanguage[]> {
  const { languages } = await ask("list_languages", {});
  return languages.map(({ id, name, iso_code: code, is_rtl: isRightToLeft, active }) => ({
    id,
    name: active ? name : (w) => w.value.languageInactive(name),
    code,
    isRightToLeft,
    isActive: active,
  }));
}

async function readStates(ask: Ask): Promise<readonly OrderState[]> {
  const { order_states: states } = await ask("list_order_states", {});
  return states;
}

/** Read once; a failure counts as nothing read and is tried again the next time. */
function remembered<T>(read: () => Promise<readonly T[]>): () => Promise<readonly T[]> {
  let reading: Promise<readonly T[]> | undefined;
  return async () => {
    reading ??= read();
    try {
      return await reading;
    } catch {
      reading = undefined;
      return [];
    }
  };
}
