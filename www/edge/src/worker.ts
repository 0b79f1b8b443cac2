import type { ExecutionContext } from "hono";
import { PACKAGE_ACTIONS } from "./actions/of-package.js";
import { createApp } from "./app.js";
import { assemble } from "./assemble.js";
import type { BackgroundWork } from "./background/work.js";
import type { ShopAction } from "./catalogue/action.js";
import { type Environment, SettingError } from "./environment.js";
import { SECURITY } from "./http/surround.js";
import type { Report } from "./logging/report.js";
import { PROBLEM_JSON, problem } from "./problem.js";
import type { Host } from "./service.js";

/**
 * A fetch handler as every runtime of the WinterTC knows it, with the address of the client where the
 * runtime tells; and what goes on without requests.
 */
export interface Worker {
  (request: Request, context?: ExecutionContext, address?: string): Promise<Response>;
  background: readonly BackgroundWork[];
  /** Tells its log of something that failed. */
  report: Report;
}

/**
 * The worker for an environment and what its runtime provides, with the package's actions or a list
 * of your own. If a setting is wrong, every answer and the log say so; otherwise the worker would
 * just not start.
 * @throws TypeError naming an action whose declaration is wrong
 */
export function createWorker(
  env: Environment,
  lent: Host | ((env: Environment) => Host) = {},
  actions: readonly ShopAction[] = PACKAGE_ACTIONS,
): Worker {
  try {
    const host = typeof lent === "function" ? lent(env) : lent;
    const service = assemble(env, host, actions);
    const app = createApp(service);
    const answer = async (request: Request, context?: ExecutionContext, address?: string) =>
      app.fetch(request, address === undefined ? {} : { address }, context);
    return Object.assign(answer, { background: service.background, report: service.report });
  } catch (thrown) {
    if (!(thrown instanceof SettingError)) throw thrown;
    return misconfigured(thrown);
  }
}

function misconfigured({ message, setting }: SettingError): Worker {
  console.error(message);
  const hint = `Fix \`${setting}\`; the log of the worker says what is wrong with it.`;
  const refused = problem("not_configured", "A setting is wrong.", { hint });
  const answer = async () => {
    const request = crypto.randomUUID();
    const headers = {
      ...Object.fromEntries(SECURITY),
      "Content-Type": PROBLEM_JSON,
      "X-Request-Id": request,
    };
    const body = JSON.stringify({ ...refused, instance: `urn:uuid:${request}` });
    return new Response(body, { status: refused.status, headers });
  };
  return Object.assign(answer, { background: [], report: () => {} });
}
