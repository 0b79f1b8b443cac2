import type { ActionMap } from "@aismarttalk/prestashop";
import type { Tool } from "@modelcontextprotocol/server";
import { type Caller, mayRun } from "../callers/caller.js";
import type { Action, Catalogue, Need } from "../catalogue/action.js";
import type { Outcome } from "../catalogue/outcome.js";
import { problemFrom } from "../problem.js";
import { within } from "../running/within.js";
import type { McpCall } from "./call.js";

/** As which the question for the rights of the key is bounded in time. */
const ASKING = { name: "tools/list", reads: true } as const;

/**
 * The tools that both the token of the caller and the key of the shop allow. The shop is asked each
 * time, so that a box that was just ticked counts.
 */
export function openTools(call: McpCall): Promise<Outcome<{ tools: Tool[] }>> {
  const { service, site, caller, signal } = call;
  return within({ runner: service, site, action: ASKING, signal }, async (shop) => {
    try {
      const access = await shop.client.run("check_access", {}, { signal: shop.signal });
      return { answer: { tools: open(service.catalogue, caller, access).map(toolOf) } };
    } catch (thrown) {
      return { problem: problemFrom(thrown) };
    }
  });
}

type Access = ActionMap["check_access"]["output"];

function open({ actions }: Catalogue, caller: Caller, { resources }: Access): Action[] {
  const missing = resources.flatMap((resource) => resource.missing);
  const stopped = new Set(missing.flatMap(({ stops }): readonly string[] => stops));
  // The package knows what stops its own actions; of others the declaration says it.
  const isGranted = ({ resource, method, required = true }: Need) => {
    const { rights = [] } = resources.find((one) => one.resource === resource) ?? {};
    // Where a key may PATCH, that does what PUT is needed for.
    const enough = method === "PUT" ? ["PUT", "PATCH"] : [method];
    return !required || rights.some((right) => enough.includes(right));
  };
  const works = ({ name, needs }: Action) => !stopped.has(name) && needs.every(isGranted);
  // A write that names no right of its own does its work through the others.
  const isOwnWrite = ({ reads, needs }: Action) => !reads && needs.length === 0;
  const mayWrite = actions.some((one) => !one.reads && !isOwnWrite(one) && works(one));
  return actions.filter(
    (action) => mayRun(caller, action) && works(action) && (mayWrite || !isOwnWrite(action)),
  );
}

/** The schemas stay as they are: they are JSON Schema already. */
function toolOf(action: Action): Tool {
  const { name, title, description, annotations } = action;
  const inputSchema = action.inputSchema as Tool["inputSchema"];
  const outputSchema = action.outputSchema as NonNullable<Tool["outputSchema"]>;
  return { name, title, description, inputSchema, outputSchema, annotations };
}
