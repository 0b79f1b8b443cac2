import { jsonBlock } from "../components/code.js";
import { h } from "../components/element.js";
import { isAccess } from "../shop/access.js";
import { accessView } from "./access.js";
import type { AnswerContext } from "./context.js";

/** An answer by its shape, and as raw JSON. */
export async function answerView(answer: unknown, context: AnswerContext): Promise<HTMLElement> {
  return h(
    "div",
    { class: "answer" },
    h("h2", {}, (w) => w.answer.title),
    await body(answer, context),
    h(
      "details",
      { class: "raw" },
      h("summary", {}, (w) => w.answer.rawJson),
      jsonBlock((w) => w.answer.asJson, answer),
    ),
  );
}

/** The first answer is about the key; what the others need comes with them. */
async function body(answer: unknown, context: AnswerContext): Promise<Node> {
  if (isAccess(answer)) return accessView(answer, context.address);
  const { recordsView } = await import("./records.js");
  return recordsView(answer, context);
}
