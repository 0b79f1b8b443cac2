import type { PrestaShopError } from "@aismarttalk/prestashop";
import { badge, dash } from "../components/badge.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { table } from "../components/table.js";
import { errorTitle, messageOf, RequestError } from "../shop/failure.js";

/**
 * An error as something to act on: what happened, what to do, and what the shop said. Of what only
 * reads nobody asks whether anything was saved.
 */
export function errorView(error: PrestaShopError | RequestError, isWriting = false): HTMLElement {
  const { kind, hint, status, field, request, codes, saved, retryable } = error;
  const by = error instanceof RequestError ? error.by : h("bdi", {}, error.name);
  return h(
    "div",
    { class: "error", role: "alert", "data-kind": kind },
    h("h2", {}, errorTitle(error)),
    (isWriting || saved !== "no") &&
      h(
        "p",
        { class: "saved", "data-saved": saved },
        h("strong", {}, (w) => w.errors.saved[saved]),
      ),
    h("p", { class: "lead" }, quoted(messageOf(error))),
    hint !== "" &&
      h(
        "p",
        { class: "todo" },
        h("strong", {}, (w) => w.errors.toDo),
        quoted(hint),
      ),
    h(
      "p",
      { class: "aside" },
      badge(by, "bad"),
      status !== null && badge(h("bdi", {}, `HTTP ${status}`)),
      field !== null && badge((w) => w.errors.field(field)),
      retryable && badge((w) => w.errors.retryable, "warn"),
    ),
    request !== null &&
      h("p", { class: "request" }, h("code", { dir: "ltr" }, `${request.method} ${request.url}`)),
    codes.length > 0 && codesOf(error),
  );
}

/** What is no failure of shop or worker: a fault of this page. */
export function faultView(fault: unknown): HTMLElement {
  return h(
    "div",
    { class: "error", role: "alert", "data-kind": "fault" },
    h("h2", {}, (w) => w.errors.ofPage),
    h("p", { class: "lead" }, quoted(fault instanceof Error ? fault.message : String(fault))),
    h(
      "p",
      { class: "todo" },
      h("strong", {}, (w) => w.errors.toDo),
      h("span", {}, (w) => w.page.loadAgain),
    ),
  );
}

function codesOf({ codes }: PrestaShopError | RequestError): HTMLElement {
  return h(
    "details",
    { class: "raw" },
    h("summary", {}, (w) => w.errors.codes(codes.length)),
    table(
      [
        {
          label: (w) => w.errors.code,
          cell: ({ code }) => (code === null ? dash() : h("code", {}, code)),
        },
        {
          label: (w) => w.errors.message,
          cell: ({ message }) => h("span", { dir: "auto" }, message),
        },
      ],
      codes,
    ),
  );
}
