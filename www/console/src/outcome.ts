import type { Page } from "./page.js";
import { findAction } from "./shop/catalogue.js";
import type { Connection } from "./shop/connection.js";
import { isFailure, messageOf, notWithThisToken } from "./shop/failure.js";
import { answerView } from "./views/answer.js";
import type { AnswerContext } from "./views/context.js";
import { errorView, faultView } from "./views/error.js";

/** The view of an answer; what it leads to is asked of the same shop. */
export function showAnswer(
  answer: unknown,
  shop: Connection | null,
  asked: AnswerContext["asked"] = null,
): Promise<HTMLElement> {
  return answerView(answer, {
    asked,
    address: shop?.target === "shop" ? shop.address : null,
    ask: async (name, input) => {
      const asked = findAction(name, shop?.actions);
      if (shop === null || asked === undefined) throw notWithThisToken(name);
      return shop.run(asked, input, new AbortController().signal);
    },
  });
}

/** The view of an error; the input that it names is marked. */
export function showError({ shown }: Page, error: unknown, isWrite = false): HTMLElement {
  if (!isFailure(error)) return faultView(error);
  const { field: name } = error;
  if (name !== null) shown?.form.mark([{ name, language: null, message: messageOf(error) }]);
  return errorView(error, isWrite);
}
