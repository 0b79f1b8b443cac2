import type {
  UpdateCustomerOutput,
  UpdateOrderStatusOutput,
  UpdateProductContentOutput,
  UpdateProductSeoOutput,
} from "@aismarttalk/prestashop";

/** What changes to a record answer: values before and after. */
export type FieldsAnswer =
  | UpdateProductContentOutput
  | UpdateProductSeoOutput
  | UpdateCustomerOutput;

/** What any writing action answers, as a preview or afterwards. */
export type WriteAnswer = FieldsAnswer | UpdateOrderStatusOutput;

/** Whether it is about the status of an order. */
export function isStatusAnswer(answer: WriteAnswer): answer is UpdateOrderStatusOutput {
  return "send_email" in answer;
}

/** Whether the shop has it so already. */
export function isUnchanged(answer: WriteAnswer): boolean {
  return isStatusAnswer(answer) ? answer.before.id === answer.after.id : answer.fields.length === 0;
}
