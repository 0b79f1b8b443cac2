import type {
  AnswerLanguage,
  OrderStatus,
  StoredDifference,
  UpdatedField,
  WriteEffect,
} from "@aismarttalk/prestashop";
import type { Action, Input } from "./catalogue.js";
import { idParameter } from "./writes.js";

/** The status of an order before and after. */
export interface StatusChange {
  before: OrderStatus;
  after: OrderStatus;
}

/** A value that is not taken back. */
export interface LeftAlone {
  field: string;
  language: AnswerLanguage | null;
  /** As the change left it; `null` where that is not known. */
  expected: string | null;
  found: string;
  reason: "edited_since" | "already_back" | "not_known";
}

/** What any writing action answers, as a preview or afterwards, in one form. */
export interface WriteAnswer {
  /** `null` where neither the answer nor the input tells it. */
  id: number | null;
  /** The input that names the same record again. */
  record: Input;
  /** Where the answer itself tells the resource: it takes something back. */
  resource: string | null;
  /** Of an order. */
  reference: string | null;
  preview: boolean;
  written: boolean;
  /** None where the shop has it so already. */
  fields: readonly UpdatedField[];
  /** Of an order whose status is changed: its statuses with their labels. */
  status: StatusChange | null;
  /** Whether the customer is to get an e-mail; `null` where that cannot be chosen. */
  isMailAsked: boolean | null;
  leftAlone: readonly LeftAlone[];
  /** What cannot be taken back, in sentences. */
  lasting: readonly string[];
  differences: readonly StoredDifference[];
  /** What it does beyond its fields; `null` where an older worker does not tell. */
  effects: readonly WriteEffect[] | null;
  warnings: readonly string[];
  token: string | null;
  /** As it came. */
  raw: unknown;
}

/** The members that only some of the answers have. */
interface RawAnswer extends Pick<WriteAnswer, "written" | "warnings" | "token"> {
  id?: number;
  preview?: boolean;
  fields?: readonly UpdatedField[];
  reference?: string | null;
  differences?: readonly StoredDifference[];
  effects?: readonly WriteEffect[];
  before?: OrderStatus;
  after?: OrderStatus;
  send_email?: boolean;
  resource?: string;
  status?: StatusChange | null;
  left_alone?: readonly LeftAlone[];
  lasting?: readonly string[];
}

/** The field of the new record by which the status of an order changes. */
export const NEW_STATUS = "id_order_state";

/** An answer of an action that writes; an action of somebody's own need not say again what it was given. */
export function writeAnswer(action: Action, input: Input, answer: unknown): WriteAnswer {
  const { writes } = action;
  const raw = answer as RawAnswer;
  const { written, warnings, token, before, after } = raw;
  const given = input[idParameter(action)];
  const id = raw.id ?? (typeof given === "number" ? given : null);
  const isNewRecord = typeof writes?.through === "string";
  const status = isNewRecord && before && after ? { before, after } : (raw.status ?? null);
  const isMailAsked = isNewRecord ? (raw.send_email ?? null) : null;
  return {
    id,
    record: id === null ? recordIn(action, input) : { [idParameter(action)]: id },
    preview: raw.preview ?? false,
    written,
    warnings,
    token,
    resource: raw.resource ?? null,
    reference: raw.reference ?? null,
    fields: raw.fields ?? statusFields(status),
    status,
    isMailAsked,
    differences: raw.differences ?? [],
    leftAlone: raw.left_alone ?? [],
    lasting: raw.lasting ?? [],
    effects: raw.effects?.filter(({ kind }) => kind !== "email" || isMailAsked !== false) ?? null,
    raw,
  };
}

/** What an input names the record by. */
function recordIn({ writes }: Action, input: Input): Input {
  const names = writes?.named_by.map(({ parameter }) => parameter) ?? [];
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
}

/** A new status as a write names it. */
function statusFields(status: StatusChange | null): UpdatedField[] {
  if (status === null || status.before.id === status.after.id) return [];
  const [before, after] = [status.before, status.after].map(({ id }) => String(id ?? ""));
  return [{ field: NEW_STATUS, language: null, before: before ?? "", after: after ?? "" }];
}

/** Whether the customer gets an e-mail. One that the shop could not send is none. */
export function isMailed({ isMailAsked, effects }: WriteAnswer): boolean {
  return isMailAsked === true && (effects?.some(({ kind }) => kind === "email") ?? true);
}

/** Whether the shop has it so already. */
export function isUnchanged({ fields }: WriteAnswer): boolean {
  return fields.length === 0;
}
