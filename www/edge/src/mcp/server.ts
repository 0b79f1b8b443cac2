import manifest from "@aismarttalk/prestashop/package.json" with { type: "json" };
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type Tool,
} from "@modelcontextprotocol/server";
import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/server/validators/cf-worker";
import type { Input } from "../catalogue/outcome.js";
import type { Trace } from "../http/context.js";
import { noteTraffic } from "../http/respond.js";
import { problemOf } from "../logging/report.js";
import type { Problem } from "../problem.js";
import { runAction } from "../running/run.js";
import type { McpCall } from "./call.js";
import { INSTRUCTIONS } from "./instructions.js";
import { toolResult } from "./result.js";
import { withTexts } from "./texts.js";
import { openTools } from "./tools.js";

/** How long a client may cache the list of tools. */
const LIST = { ttlMs: 60_000, cacheScope: "private" } as const;
/** Not used here, but each server would create its own. */
const VALIDATOR = new CfWorkerJsonSchemaValidator();

/** A server for one message: the actions as tools. */
export function toolServer(call: McpCall): Server {
  const server = new Server(
    { name: "prestashop-edge", title: call.site.name, version: manifest.version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS,
      cacheHints: { "tools/list": LIST },
      jsonSchemaValidator: VALIDATOR,
    },
  );
  server.setRequestHandler("tools/list", async () => ({ tools: await listed(call) }));
  server.setRequestHandler("tools/call", ({ params }) =>
    called(call, params.name, params.arguments ?? {}),
  );
  return server;
}

/** If the shop is down, a short list would look like a complete one. */
async function listed(call: McpCall): Promise<Tool[]> {
  const { trace } = call;
  const over = await call.admit();
  if (over !== null) throw unlisted(trace, over, "");
  const outcome = await openTools(call);
  noteTraffic(trace, outcome);
  if ("answer" in outcome) return outcome.answer.tools;
  throw unlisted(trace, outcome.problem, "What the key of the shop may do could not be read. ");
}

function unlisted(trace: Trace, problem: Problem, what: string): ProtocolError {
  trace.kind = problem.kind;
  const text = `${what}${problem.detail} ${problem.hint}`;
  return new ProtocolError(ProtocolErrorCode.InternalError, text.trim(), problem);
}

async function called(call: McpCall, name: string, given: Input): Promise<CallToolResult> {
  const { runner, site, caller, held, trace, signal, isStructured } = call;
  const over = await call.admit();
  // As a result: an answer of HTTP would end the conversation of many clients.
  if (over !== null) {
    trace.kind = over.kind;
    return toolResult({ problem: over }, isStructured);
  }
  const found = runner.catalogue.find(name);
  if (found === undefined) {
    trace.kind = "no_such_action";
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, "Unknown tool. See tools/list.");
  }
  const action = found.name;
  trace.action = action;
  try {
    const input = withTexts(found.inputSchema, given);
    const job = {
      ...{ site, caller, held, action, input, signal },
      ...{ request: trace.request, trace: trace.span.context },
    };
    const running = runAction(runner, job);
    call.waitUntil(running);
    const outcome = await running;
    noteTraffic(trace, outcome);
    if ("problem" in outcome) trace.kind = outcome.problem.kind;
    return toolResult(outcome, isStructured);
  } catch (thrown) {
    const problem = problemOf(runner.report, thrown, trace.request);
    trace.kind = problem.kind;
    return toolResult({ problem }, isStructured);
  }
}
