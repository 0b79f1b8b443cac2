import {
  type PlannedRequest,
  PrestaShopError,
  type UpdateOrderStatusOutput,
} from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { jsonBlock } from "../components/code.js";
import { fill, h } from "../components/element.js";
import { xmlBlock } from "../components/xml.js";
import type { TextLanguage } from "../services/record.js";
import { isStatusAnswer, isUnchanged, type WriteAnswer } from "../services/writing.js";
import { changesOf, stayingOf, subject, warningsOf } from "./changes.js";

/** What the visitor can do with a preview. */
export interface PreviewHandlers {
  confirm(): void;
  back(): void;
  /** Lets somebody else change the record first; `null` where there is nobody. */
  interfere: (() => Promise<void>) | null;
  /** The requests that confirming would send; `null` where they are not known. */
  planned: (() => Promise<readonly PlannedRequest[]>) | null;
}

/** What would be written, to be confirmed. Its heading takes the focus. */
export function previewView(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
  handlers: PreviewHandlers,
  ...notices: readonly HTMLElement[]
): HTMLElement {
  if (isUnchanged(answer)) return unchangedView(answer, languages, handlers, notices);
  return h(
    "div",
    { class: "answer preview", "data-state": "preview" },
    head("Preview", answer, badge("Nothing is written yet", "warn")),
    ...notices,
    ...warningsOf(answer),
    ...changesOf(answer, languages),
    ...stayingOf(answer, languages),
    isStatusAnswer(answer) && h("p", { class: "lead" }, mailSentence(answer)),
    buttons(handlers),
    handlers.planned !== null && plannedFold(handlers.planned),
    rawFold(answer),
  );
}

/** The shop has it so already. */
function unchangedView(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
  { back }: PreviewHandlers,
  notices: readonly HTMLElement[],
): HTMLElement {
  const button = h("button", { type: "button" }, "Back");
  button.addEventListener("click", back);
  return h(
    "div",
    { class: "answer preview", "data-state": "unchanged" },
    head("Nothing to change", answer),
    h("p", { class: "lead" }, "The shop has it so already, and nothing would be written."),
    ...notices,
    ...warningsOf(answer),
    ...stayingOf(answer, languages),
    h("div", { class: "buttons" }, button),
    rawFold(answer),
  );
}

/** A heading that can take the focus. */
export function head(title: string, answer: WriteAnswer, ...more: Node[]): HTMLElement {
  return h(
    "div",
    { class: "cardhead" },
    h("h2", { tabindex: -1 }, title),
    ...more,
    subject(answer),
  );
}

/** The answer as the package gives it. */
export function rawFold(answer: unknown): HTMLElement {
  const label = "The answer as JSON";
  return h("details", { class: "raw" }, h("summary", {}, "Raw JSON"), jsonBlock(label, answer));
}

/** Whether the customer hears of a new status. */
export function mailSentence({ preview, send_email: isAskedFor }: UpdateOrderStatusOutput): string {
  if (!isAskedFor) return preview ? "The customer gets no e-mail." : "The customer got no e-mail.";
  const asked = preview ? "The shop is asked" : "The shop was asked";
  return `${asked} to send the customer the e-mail of the new status.`;
}

function buttons({ confirm, back, interfere }: PreviewHandlers): HTMLElement {
  const yes = h("button", { type: "button", class: "primary" }, "Confirm");
  const no = h("button", { type: "button" }, "Back");
  yes.addEventListener("click", confirm);
  no.addEventListener("click", back);
  return h(
    "div",
    { class: "decision" },
    h("div", { class: "buttons" }, yes, no),
    interfere !== null && interfereButton(interfere),
  );
}

function interfereButton(interfere: () => Promise<void>): HTMLElement {
  const done = h("span", { role: "status" });
  const button = h(
    "button",
    { type: "button", class: "link interfere" },
    "Let somebody else change it first",
  );
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await interfere();
      done.textContent = " Somebody else has changed it. Confirm, and see what happens.";
    } catch {
      done.textContent = " That did not work.";
    }
  });
  return h("p", { class: "hint" }, "This is a pretend shop: ", button, done);
}

function plannedFold(planned: () => Promise<readonly PlannedRequest[]>): HTMLElement {
  const inside = h("div", { class: "inside" });
  const details = h(
    "details",
    { class: "raw planned" },
    h("summary", {}, "Requests that would be sent"),
    inside,
  );
  const show = async () => {
    fill(inside, h("p", { class: "hint" }, "Working them out …"));
    try {
      const requests = await planned();
      fill(inside, ...requests.map(requestView));
    } catch (error) {
      const why = error instanceof PrestaShopError ? error.message : "The page failed.";
      fill(inside, h("p", { class: "notice bad", dir: "auto" }, why));
    }
  };
  details.addEventListener("toggle", () => void show(), { once: true });
  return details;
}

function requestView({ method, url, body }: PlannedRequest): HTMLElement {
  return h(
    "section",
    {},
    h("p", { class: "request" }, h("code", { dir: "ltr" }, `${method} ${url}`)),
    body !== null && xmlBlock("The XML that would be sent", body),
  );
}
