// What every error of the package owes its reader.
import assert from "node:assert/strict";
import {
  AbortedError,
  AuthenticationError,
  BlockedError,
  ConflictError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionError,
  PrestaShopError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  ValidationError,
  WebserviceDisabledError,
  WrongAddressError,
} from "@aismarttalk/prestashop";
import { assertKnown } from "./messages.mjs";

const CLASSES = {
  AbortedError: [AbortedError, "aborted"],
  AuthenticationError: [AuthenticationError, "authentication"],
  BlockedError: [BlockedError, "blocked"],
  ConflictError: [ConflictError, "conflict"],
  InvalidRequestError: [InvalidRequestError, "invalid_request"],
  MalformedResponseError: [MalformedResponseError, "malformed_response"],
  NetworkError: [NetworkError, "network"],
  NotFoundError: [NotFoundError, "not_found"],
  OutcomeUnknownError: [OutcomeUnknownError, "outcome_unknown"],
  PermissionError: [PermissionError, "permission"],
  RateLimitedError: [RateLimitedError, "rate_limited"],
  ServerError: [ServerError, "server"],
  TimeoutError: [TimeoutError, "timeout"],
  ValidationError: [ValidationError, "validation"],
  WebserviceDisabledError: [WebserviceDisabledError, "webservice_disabled"],
  WrongAddressError: [WrongAddressError, "wrong_address"],
};

/** The error that `work` ends with; fails where it ends well. */
export async function errorOf(work) {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    return error;
  }
  return assert.fail("it went well");
}

/** Checks that an error is whole and of the class of that name. */
export function assertErrorOf(error, name, context = "") {
  const [errorClass, kind] = CLASSES[name];
  assert.ok(error instanceof errorClass, `${context}: ${name} instead of ${error}`);
  assert.ok(error instanceof PrestaShopError, context);
  assert.ok(error instanceof Error, context);
  assert.equal(error.name, name, context);
  assert.equal(error.kind, kind, context);
  assert.ok(error.message.length > 0, `${context}: no message`);
  assert.ok(error.hint.length > 0, `${context}: no hint with "${error.message}"`);
  assertForm(error, context);
  assert.ok(Array.isArray(error.codes), context);
  assert.equal(typeof error.retryable, "boolean", context);
  assert.match(error.saved, /^(?:no|unknown|yes)$/, context);
  assert.ok(!error.retryable || error.saved === "no", `${context}: retryable, and maybe saved`);
  assert.ok(error.status === null || Number.isInteger(error.status), context);
}

/** Sentences, each with its full stop; what is refused before sending is named by its path. */
function assertForm({ kind, message, hint, field, status, codes }, context) {
  assertKnown(hint, context);
  // The words of a shop are its own.
  if (codes.length > 0) return;
  assertKnown(message, context);
  assert.match(message, /^[A-Z`].*[.!?]$/s, context);
  assert.match(hint, /[.!?]$/, `${context}: ${hint}`);
  assert.doesNotMatch(message, /\.\.$/, context);
  if (kind !== "invalid_request" || status !== null || field === null) return;
  assert.match(message, /^`[^`]+` |`/, `${context}: ${message}`);
}

/** Runs `work` and checks the class of the error it ends with. */
export async function assertFails(work, name, context = "") {
  const error = await errorOf(work);
  assertErrorOf(error, name, context);
  return error;
}
