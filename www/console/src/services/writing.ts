import type {
  AnswerLanguage,
  OrderStatus,
  StoredDifference,
  UpdateCustomerOutput,
  UpdateOrderStatusOutput,
  UpdateProductContentOutput,
  UpdateProductSeoOutput,
  WriteEffect,
} from "@aismarttalk/prestashop";

/** What changes to a record answer: values before and after. */
export type FieldsAnswer =
  | UpdateProductContentOutput
  | UpdateProductSeoOutput
  | UpdateCustomerOutput;

/** What an edge worker answers to `undo_change`. */
export interface UndoAnswer {
  id: number;
  /** `products`, `customers` or `orders`. */
  resource: string;
  preview: boolean;
  written: boolean;
  fields: { field: string; language: AnswerLanguage | null; before: string; after: string }[];
  /** Of an order: its statuses with their labels. */
  status: { before: OrderStatus; after: OrderStatus } | null;
  left_alone: LeftAlone[];
  /** What cannot be taken back, in sentences. */
  lasting: string[];
  differences: StoredDifference[];
  effects?: WriteEffect[];
  warnings: string[];
  token: string | null;
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

/** What any writing action answers, as a preview or afterwards. */
export type WriteAnswer = FieldsAnswer | UpdateOrderStatusOutput | UndoAnswer;

/** Whether it is about taking something back. */
export function isUndoAnswer(answer: WriteAnswer): answer is UndoAnswer {
  return "left_alone" in answer;
}

/** Whether it is about the status of an order. */
export function isStatusAnswer(answer: WriteAnswer): answer is UpdateOrderStatusOutput {
  return "send_email" in answer;
}

/** What a write does beyond its fields; `null` where an older worker does not tell. */
export function effectsOf(answer: WriteAnswer): readonly WriteEffect[] | null {
  const { effects } = answer;
  if (effects === undefined) return null;
  const isUnmailed = isStatusAnswer(answer) && !answer.send_email;
  return effects.filter(({ kind }) => kind !== "email" || !isUnmailed);
}

/** The values as they were to become, as a write names them. */
export function wantedOf(answer: WriteAnswer): Pick<FieldsAnswer, "fields">["fields"] {
  if (!isStatusAnswer(answer)) return answer.fields;
  const [before, after] = [answer.before.id, answer.after.id].map((id) => String(id ?? ""));
  return [{ field: "id_order_state", language: null, before: before ?? "", after: after ?? "" }];
}

/** Whether statuses of orders are among its values. */
export function hasStatuses(answer: WriteAnswer): boolean {
  return isStatusAnswer(answer) || (isUndoAnswer(answer) && answer.status !== null);
}

/** Whether the customer gets a mail of a new status. One that the shop could not send is none. */
export function isMailed(answer: WriteAnswer): boolean {
  const isAskedFor = isStatusAnswer(answer) && answer.send_email;
  return isAskedFor && (effectsOf(answer)?.some(({ kind }) => kind === "email") ?? true);
}

/** Whether the shop has it so already. */
export function isUnchanged(answer: WriteAnswer): boolean {
  return isStatusAnswer(answer) ? answer.before.id === answer.after.id : answer.fields.length === 0;
}
