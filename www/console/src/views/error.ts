import type { PrestaShopError } from "@aismarttalk/prestashop";
import { badge, dash } from "../components/badge.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import { titleOf, type WayError } from "../services/failure.js";

/** An error as something to act on: what happened, what to do, and what the shop said. */
export function errorView(error: PrestaShopError | WayError): HTMLElement {
  const { kind, name, message, hint, status, field, request, codes, retryable } = error;
  return h(
    "div",
    { class: "error", role: "alert", "data-kind": kind },
    h("h2", {}, titleOf(error)),
    h("p", { class: "lead", dir: "auto" }, message),
    hint !== "" && h("p", { class: "todo" }, h("strong", {}, "What to do"), h("span", {}, hint)),
    h(
      "p",
      { class: "aside" },
      badge(name, "bad"),
      status !== null && badge(`HTTP ${status}`),
      field !== null && badge(`Field: ${field}`),
      retryable && badge("May work a moment later", "warn"),
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
    h("h2", {}, "This page failed"),
    h("p", { class: "lead" }, fault instanceof Error ? fault.message : String(fault)),
    h("p", { class: "todo" }, h("strong", {}, "What to do"), h("span", {}, "Load the page again.")),
  );
}

function codesOf({ codes }: PrestaShopError | WayError): HTMLElement {
  return h(
    "details",
    { class: "raw" },
    h(
      "summary",
      {},
      codes.length === 1 ? "What the shop said" : `What the shop said: ${codes.length} errors`,
    ),
    table(
      [
        { label: "Code", cell: ({ code }) => (code === null ? dash() : h("code", {}, code)) },
        { label: "Message", cell: ({ message }) => h("span", { dir: "auto" }, message) },
      ],
      codes,
    ),
  );
}
