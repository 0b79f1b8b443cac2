// One message of the Model Context Protocol, as a client of 2025 sends it.
import { ask } from "./world.mjs";

/** Calls a tool; the answer, with its message as `body`. */
export function callTool(worker, caller, site, name, input) {
  return ask(worker, {
    path: `/mcp/${site}`,
    caller,
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": "2025-06-18",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: input },
    }),
  });
}
