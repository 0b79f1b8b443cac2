// The SDK's own client, and messages by hand, at the worker's /mcp/{site}.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { bearer, CLOSING } from "./callers.mjs";

/** The newest first. Clients of 2025 begin with a handshake, later ones do without. */
export const REVISIONS = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"];
const [LATEST] = REVISIONS;

/** A client that speaks that revision, connected; `query` is of the address. */
export async function connect(worker, caller, site, revision = LATEST, query = "") {
  const speaks =
    revision === LATEST
      ? { versionNegotiation: { mode: { pin: revision } } }
      : { supportedProtocolVersions: [revision] };
  const client = new Client({ name: "tests", version: "1" }, speaks);
  const url = new URL(`${worker.url}/mcp/${site}${query}`);
  await client.connect(
    new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { ...bearer(caller), ...CLOSING } },
    }),
  );
  return client;
}

/** Posts what is no client's message; the response. */
export function post(worker, caller, site, body, headers = {}) {
  return worker.fetch(`/mcp/${site}`, {
    method: "POST",
    headers: {
      ...bearer(caller),
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** A call of a tool, as it travels in 2025. */
export function callOf(id, name, input) {
  return { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: input } };
}

/** What a tool tells in words: the data of the shop, or the problem. */
export function told({ content }) {
  return JSON.parse(content[1].text);
}
