import type { PlannedRequest } from "@aismarttalk/prestashop";
import { badge } from "../components/badge.js";
import { jsonBlock } from "../components/code.js";
import { fill, h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { xmlBlock } from "../components/xml.js";
import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";
import { messageOf } from "../shop/failure.js";
import type { TextLanguage } from "../shop/record.js";
import { isUnchanged, type WriteAnswer } from "../shop/writing.js";
import { changesOf, stayingOf, subject, warningsOf } from "./changes.js";
import { effectsView } from "./effects.js";

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
  const view = h(
    "div",
    { class: "answer preview", "data-state": "preview" },
    head(
      (w) => w.write.preview,
      answer,
      badge((w) => w.write.nothingWritten, "warn"),
    ),
    ...notices,
    ...warningsOf(answer),
    ...changesOf(answer, languages),
    ...stayingOf(answer, languages),
    ...effectsView(answer),
    buttons(handlers),
    handlers.planned !== null && plannedFold(handlers.planned),
    rawFold(answer.raw),
  );
  return leftByEscape(view, handlers.back);
}

/** The shop has it so already. */
function unchangedView(
  answer: WriteAnswer,
  languages: readonly TextLanguage[],
  { back }: PreviewHandlers,
  notices: readonly HTMLElement[],
): HTMLElement {
  const button = h("button", { type: "button" }, (w) => w.write.back);
  button.addEventListener("click", back);
  const view = h(
    "div",
    { class: "answer preview", "data-state": "unchanged" },
    head((w) => w.write.nothingToChange, answer),
    h("p", { class: "lead" }, (w) => w.write.unchanged),
    ...notices,
    ...warningsOf(answer),
    ...stayingOf(answer, languages),
    h("div", { class: "buttons" }, button),
    rawFold(answer.raw),
  );
  return leftByEscape(view, back);
}

/** While something runs, that is what the key stops. */
function leftByEscape(view: HTMLElement, back: () => void): HTMLElement {
  view.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && view.closest("[aria-busy]") === null) back();
  });
  return view;
}

/** A heading that can take the focus. */
export function head(title: Message, answer: WriteAnswer, ...more: Node[]): HTMLElement {
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
  return h(
    "details",
    { class: "raw" },
    h("summary", {}, (w) => w.answer.rawJson),
    jsonBlock((w) => w.answer.asJson, answer),
  );
}

function buttons({ confirm, back, interfere }: PreviewHandlers): HTMLElement {
  const yes = h("button", { type: "button", class: "primary" }, (w) => w.write.confirm);
  const no = h("button", { type: "button" }, (w) => w.write.back);
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
  const button = h("button", { type: "button", class: "link interfere" }, (w) => w.write.interfere);
  const act = async () => {
    // A button that is disabled would lose the focus.
    button.setAttribute("aria-disabled", "true");
    try {
      await interfere();
      setText(done, (w) => ` ${w.write.interfered}`);
    } catch {
      setText(done, (w) => ` ${w.write.notInterfered}`);
    }
  };
  button.addEventListener("click", () => void act(), { once: true });
  return h("p", { class: "hint" }, (w) => w.write.sampleShop, " ", button, done);
}

function plannedFold(planned: () => Promise<readonly PlannedRequest[]>): HTMLElement {
  const inside = h("div", { class: "inside" });
  const details = h(
    "details",
    { class: "raw planned" },
    h("summary", {}, (w) => w.write.planned),
    inside,
  );
  const show = async () => {
    fill(
      inside,
      h("p", { class: "hint" }, (w) => w.write.planning),
    );
    try {
      const requests = await planned();
      fill(inside, ...requests.map(requestView));
    } catch (error) {
      fill(inside, h("p", { class: "notice bad" }, quoted(messageOf(error))));
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
    body !== null && xmlBlock((w) => w.write.plannedXml, body),
  );
}
