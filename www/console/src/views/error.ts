import type { ErrorKind, PrestaShopError } from "@aismarttalk/prestashop";
import { badge, dash } from "../components/badge.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";

const TITLES: Readonly<Record<ErrorKind, string>> = {
  invalid_request: "That cannot be asked like this",
  authentication: "The shop does not accept the key",
  permission: "The key lacks a right",
  not_found: "Nothing found",
  validation: "The shop does not accept a value",
  conflict: "Somebody else was faster",
  webservice_disabled: "The Webservice is switched off",
  wrong_address: "There is no Webservice at this address",
  malformed_response: "The answer cannot be read",
  rate_limited: "Too many requests",
  server: "The shop failed",
  network: "No answer",
  timeout: "No answer in time",
  aborted: "Stopped",
  outcome_unknown: "Nobody knows whether it was written",
};

/** An error as something to act on: what happened, what to do, and what the shop said. */
export function errorView(error: PrestaShopError): HTMLElement {
  const { kind, name, message, hint, status, field, request, codes, retryable } = error;
  return h(
    "div",
    { class: "error", role: "alert", "data-kind": kind },
    h("h2", {}, TITLES[kind]),
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

/** What is no error of the package: a fault of this page. */
export function faultView(fault: unknown): HTMLElement {
  return h(
    "div",
    { class: "error", role: "alert", "data-kind": "fault" },
    h("h2", {}, "This page failed"),
    h("p", { class: "lead" }, fault instanceof Error ? fault.message : String(fault)),
    h("p", { class: "todo" }, h("strong", {}, "What to do"), h("span", {}, "Load the page again.")),
  );
}

function codesOf({ codes }: PrestaShopError): HTMLElement {
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
