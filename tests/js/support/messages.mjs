// What every sentence of the package owes a reader of another language: to be known by its code.
import assert from "node:assert/strict";
import { english, messagesOf } from "@aismarttalk/prestashop/messages";

/** Checks that a text is known, and that its codes and parameters give the very same text again. */
export function assertKnown(text, context = "") {
  const messages = messagesOf(text);
  assert.ok(messages, `${context}: pkg/src/messages does not know "${text}"`);
  assert.equal(messages.map(english).join(" "), text, context);
  return messages;
}
