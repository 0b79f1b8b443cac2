import { type ErrorKind, PrestaShopError, type ShopError } from "@aismarttalk/prestashop";

/** What went wrong, for people: an error of the package, or of the way to the shop. */
export interface Failure {
  kind: string;
  /** Who says so, in a word. */
  name: string;
  message: string;
  hint: string;
  status: number | null;
  codes: readonly ShopError[];
  field: string | null;
  request: { method: string; url: string } | null;
  retryable: boolean;
}

/** A failure that the package has no class for. */
export class WayError extends Error implements Failure {
  readonly kind: string;
  readonly title: string;
  readonly hint: string;
  readonly status: number | null;
  readonly codes: readonly ShopError[] = [];
  readonly field: string | null;
  readonly request: { method: string; url: string } | null;
  readonly retryable: boolean;

  constructor(given: Partial<Failure> & { kind: string; title: string; message: string }) {
    super(given.message);
    this.name = given.name ?? "Browser";
    this.kind = given.kind;
    this.title = given.title;
    this.hint = given.hint ?? "";
    this.status = given.status ?? null;
    this.field = given.field ?? null;
    this.request = given.request ?? null;
    this.retryable = given.retryable ?? false;
  }
}

/** Whether it is something to tell the visitor, and no fault of this page. */
export function isFailure(thrown: unknown): thrown is PrestaShopError | WayError {
  return thrown instanceof PrestaShopError || thrown instanceof WayError;
}

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

/** Whether the package has a class for that kind. */
export function isErrorKind(kind: string): kind is ErrorKind {
  return Object.hasOwn(TITLES, kind);
}

/** What happened, in a few words. */
export function titleOf(failure: PrestaShopError | WayError): string {
  return failure instanceof WayError ? failure.title : TITLES[failure.kind];
}

/** What a token does not open is not asked for. */
export function notWithThisToken(name: string): WayError {
  return new WayError({
    kind: "forbidden",
    title: "Not allowed with this token",
    message: `This token may not run ${name}.`,
    name: "Edge worker",
  });
}
