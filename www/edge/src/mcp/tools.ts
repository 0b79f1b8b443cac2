import type { ActionMap } from "@aismarttalk/prestashop";
import type { Tool } from "@modelcontextprotocol/server";
import { type Caller, mayRun } from "../callers/caller.js";
import type { Action, Catalogue, Need } from "../catalogue/action.js";
import type { Outcome } from "../catalogue/outcome.js";
import { problemFrom } from "../problem.js";
import { withShop } from "../running/with-shop.js";
import type { McpCall } from "./call.js";

/** Names the reading of the key's rights, if it takes too long. */
const ASKING = { name: "tools/list", reads: true } as const;

/**
 * The tools that both the token of the caller and the key of the shop allow. The rights are read each
 * time, so that a box that was just ticked counts.
 */
export function openTools(call: McpCall): Promise<Outcome<{ tools: Tool[] }>> {
  const { runner, site, caller, signal } = call;
  return withShop({ runner, site, action: ASKING, signal }, async (shop) => {
    try {
      const access = await shop.client.run("check_access", {}, { signal: shop.signal });
      return { answer: { tools: open(runner.catalogue, caller, access).map(toolOf) } };
    } catch (thrown) {
      return { problem: problemFrom(thrown) };
    }
  });
}

type Access = ActionMap["check_access"]["output"];

function open({ actions }: Catalogue, caller: Caller, { resources }: Access): Action[] {
  const missing = resources.flatMap((resource) => resource.missing);
  const stopped = new Set(missing.flatMap(({ stops }): readonly string[] => stops));
  // The package knows which rights its own actions lack; for others their declaration says so.
  const isGranted = ({ resource, method, required = true }: Need) => {
    const { rights = [] } = resources.find((one) => one.resource === resource) ?? {};
    // A key that may PATCH can do what needs PUT.
    const enough = method === "PUT" ? ["PUT", "PATCH"] : [method];
    return !required || rights.some((right) => enough.includes(right));
  };
  const works = ({ name, needs }: Action) => !stopped.has(name) && needs.every(isGranted);
  // A write without rights of its own works through the other actions.
  const isOwnWrite = ({ reads, needs }: Action) => !reads && needs.length === 0;
  const mayWrite = actions.some((one) => !one.reads && !isOwnWrite(one) && works(one));
  return actions.filter(
    (action) => mayRun(caller, action) && works(action) && (mayWrite || !isOwnWrite(action)),
  );
}

/** The schemas are JSON Schema already. */
function toolOf(action: Action): Tool {
  const { name, title, description, annotations } = action;
  const inputSchema = action.inputSchema as Tool["inputSchema"];
  const outputSchema = action.outputSchema as NonNullable<Tool["outputSchema"]>;
  return { name, title, description, inputSchema, outputSchema, annotations };
}
