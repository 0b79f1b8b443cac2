import type { Context } from "hono";
import { levelCovers } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { isObject } from "../json.js";
import { challengeOf } from "../oauth/resource.js";
import { missingScopes } from "../oauth/scopes.js";
import { refusal } from "../problem.js";

/**
 * Looks at the tools that messages call before anything runs: clients only ask for another scope if
 * the whole answer says which.
 * @throws Refusal for an access token that lacks a scope
 */
export function checkScopes(context: Context<Env>, body: unknown): void {
  const { service, caller, trace } = context.var;
  const { oauth, catalogue } = service;
  const granted = caller.scoped?.scopes;
  if (granted === undefined || oauth === null) return;
  const called = [body].flat().flatMap((message) => catalogue.find(toolOf(message)) ?? []);
  // More scopes would not help where the level does not cover the action.
  const covered = called.filter((action) => levelCovers(caller, action));
  const missing = new Set(covered.flatMap((action) => missingScopes(action, granted)));
  if (missing.size === 0) return;
  const scopes = [...granted, ...missing];
  const parameters = { error: "insufficient_scope" as const, scopes };
  context.set("challenge", challengeOf(oauth.publicUrl, trace.site ?? "", parameters));
  const names = [...missing].map((scope) => `\`${scope}\``).join(", ");
  throw refusal("insufficient_scope", `The access token lacks the scope ${names}.`, {
    hint: "Nothing was done. Ask the user to allow it, by a new authorization with that scope.",
  });
}

/** The tool that a message calls; nothing for another message. */
function toolOf(message: unknown): string {
  if (!isObject(message) || message.method !== "tools/call" || !isObject(message.params)) return "";
  return String(message.params.name);
}
