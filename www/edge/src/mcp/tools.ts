import type { ActionMap } from "@aismarttalk/prestashop";
import type { Tool } from "@modelcontextprotocol/server";
import { type Caller, levelCovers } from "../callers/caller.js";
import type { Action, Catalogue, Need } from "../catalogue/action.js";
import type { Outcome } from "../catalogue/outcome.js";
import { isOpenTo } from "../claims/held.js";
import { problemOf } from "../logging/report.js";
import { withShop } from "../running/with-shop.js";
import type { McpCall } from "./call.js";
import { toolInput, toolOutput } from "./tool-schemas.js";

/** Names the reading of the key's rights, if it takes too long. */
const ASKING = { name: "tools/list", reads: true } as const;

/**
 * The tools that both the token of the caller and the key of the shop allow. The rights are read each
 * time, so that a box that was just ticked counts.
 */
export function openTools(call: McpCall): Promise<Outcome<{ tools: Tool[] }>> {
  const { runner, site, caller, held, signal, isStructured } = call;
  const { request, span } = call.trace;
  const asker = { caller: caller.name, trace: span.context };
  return withShop({ runner, site, action: ASKING, asker, signal }, async (shop) => {
    try {
      const access = await shop.client.run("check_access", {}, { signal: shop.signal });
      const tools = open(runner.catalogue, caller, access).filter((one) => isOpenTo(held, one));
      return { answer: { tools: tools.map((one) => toolOf(one, isStructured)) } };
    } catch (thrown) {
      return { problem: problemOf(runner.report, thrown, request) };
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
  // What only a scope is missing for is listed: calling it tells the client which one to ask for.
  return actions.filter(
    (action) => levelCovers(caller, action) && works(action) && (mayWrite || !isOwnWrite(action)),
  );
}

function toolOf({ name, title, description, ...action }: Action, isStructured: boolean): Tool {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = action.annotations;
  return {
    name,
    title,
    description,
    inputSchema: toolInput(action.inputSchema) as Tool["inputSchema"],
    ...(isStructured && {
      outputSchema: toolOutput(action.outputSchema) as NonNullable<Tool["outputSchema"]>,
    }),
    annotations: {
      readOnlyHint,
      // Of what only reads they mean nothing.
      ...(!readOnlyHint && { destructiveHint, idempotentHint }),
      openWorldHint,
    },
  };
}
