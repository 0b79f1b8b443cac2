import type { ExecutionContext } from "hono";
import { createApp } from "./app.js";
import { assemble } from "./assemble.js";
import { SECURITY } from "./http/surround.js";
import { PROBLEM_JSON, problem } from "./problem.js";
import type { Host } from "./service.js";
import { type Environment, SettingError } from "./settings.js";

/** A fetch handler as every runtime of the WinterTC knows it. */
export type Worker = (request: Request, context?: ExecutionContext) => Promise<Response>;

/**
 * The worker over an environment and what its runtime lends. Settings that are wrong are told by
 * every answer, and in the log, instead of a worker that does not start without a word.
 */
export function createWorker(
  env: Environment,
  lent: Host | ((env: Environment) => Host) = {},
): Worker {
  try {
    const host = typeof lent === "function" ? lent(env) : lent;
    const app = createApp(assemble(env, host));
    return async (request, context) => app.fetch(request, {}, context);
  } catch (thrown) {
    if (!(thrown instanceof SettingError)) throw thrown;
    return misconfigured(thrown);
  }
}

function misconfigured({ message, setting }: SettingError): Worker {
  console.error(message);
  const hint = `Mend ${setting}; the log of the worker says what is wrong with it.`;
  const told = problem("not_configured", "A setting is wrong.", { hint });
  return async () => {
    const request = crypto.randomUUID();
    const headers = {
      ...Object.fromEntries(SECURITY),
      "Content-Type": PROBLEM_JSON,
      "X-Request-Id": request,
    };
    const body = JSON.stringify({ ...told, instance: `urn:uuid:${request}` });
    return new Response(body, { status: told.status, headers });
  };
}
