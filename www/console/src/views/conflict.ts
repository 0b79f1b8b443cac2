import type { ConflictError } from "@aismarttalk/prestashop";
import { changeView, type Sides } from "../components/change.js";
import { h } from "../components/element.js";
import type { OrderState, TextLanguage } from "../shop/record.js";
import { differingValues } from "../shop/versions.js";
import { languageOf, valueNamer } from "./changes.js";
import { rawFold } from "./preview.js";

/** What the visitor can do after a conflict. */
export interface ConflictHandlers {
  previewAgain(): void;
  back(): void;
}

/** Somebody else was faster: under the error what was shown, and what is there now. */
export function conflictView(
  error: ConflictError,
  view: HTMLElement,
  languages: readonly TextLanguage[],
  states: readonly OrderState[],
  handlers: ConflictHandlers,
): HTMLElement {
  const { expected, found } = error;
  const sides: Sides = { before: (w) => w.write.asShown, after: (w) => w.write.asNow };
  const values = expected === null ? [] : differingValues(expected, found);
  const named = valueNamer(states);
  const changes = values.map(({ field, language, ...one }) =>
    changeView(
      {
        field,
        language:
          language === null ? null : languageOf({ id: language, iso_code: null }, languages),
        before: named(field, one.expected),
        after: named(field, one.found),
        isOneValue: field.startsWith("id_"),
      },
      sides,
    ),
  );
  const again = h("button", { type: "button", class: "primary" }, (w) => w.write.previewAgain);
  const back = h("button", { type: "button" }, (w) => w.write.back);
  again.addEventListener("click", handlers.previewAgain);
  back.addEventListener("click", handlers.back);
  view.querySelector("h2")?.setAttribute("tabindex", "-1");
  view.append(
    ...changes,
    h("div", { class: "buttons" }, again, back),
    rawFold({ expected, found }),
  );
  return view;
}
