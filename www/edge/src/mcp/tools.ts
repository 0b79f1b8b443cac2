import type { Tool } from "@modelcontextprotocol/server";
import { ACTIONS } from "../actions/catalogue.js";
import type { EdgeAction } from "../actions/edge-action.js";
import type { Outcome } from "../actions/outcome.js";
import { within } from "../actions/within.js";
import { type Caller, mayRun } from "../callers/caller.js";
import { problemFrom } from "../problem.js";
import type { McpCall } from "./call.js";

/** As which the question for the rights of the key is bounded in time. */
const ASKING = { name: "tools/list", reads: true } as const;

/**
 * The tools that both the token of the caller and the key of the shop allow. The shop is asked each
 * time, so that a box that was just ticked counts.
 */
export function openTools(call: McpCall): Promise<Outcome<{ tools: Tool[] }>> {
  const { service, site, caller, signal } = call;
  return within({ service, site, action: ASKING, signal }, async (shop) => {
    try {
      const access = await shop.client.run("check_access", {}, { signal: shop.signal });
      const missing = access.resources.flatMap((resource) => resource.missing);
      const stopped = new Set(missing.flatMap(({ stops }): readonly string[] => stops));
      return { answer: { tools: open(caller, stopped).map(toolOf) } };
    } catch (thrown) {
      return { problem: problemFrom(thrown) };
    }
  });
}

function open(caller: Caller, stopped: ReadonlySet<string>): EdgeAction[] {
  const works = ({ name }: EdgeAction) => !stopped.has(name);
  // A write that names no right of its own does its work through the others.
  const isOwnWrite = ({ reads, needs }: EdgeAction) => !reads && needs.length === 0;
  const mayWrite = ACTIONS.some((one) => !one.reads && !isOwnWrite(one) && works(one));
  return ACTIONS.filter(
    (action) => mayRun(caller, action) && works(action) && (mayWrite || !isOwnWrite(action)),
  );
}

/** The schemas stay as they are: they are JSON Schema already. */
function toolOf(action: EdgeAction): Tool {
  const { name, title, description, annotations } = action;
  const inputSchema = action.inputSchema as Tool["inputSchema"];
  const outputSchema = action.outputSchema as NonNullable<Tool["outputSchema"]>;
  return { name, title, description, inputSchema, outputSchema, annotations };
}
