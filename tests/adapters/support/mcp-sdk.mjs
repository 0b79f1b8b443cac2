// The official clients of the Model Context Protocol for TypeScript, the newest and the one before.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as FirstClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as FirstTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

export const withMcpClient = (shop) => converse(Client, StreamableHTTPClientTransport, shop);
export const withFirstMcpClient = (shop) => converse(FirstClient, FirstTransport, shop);

async function converse(OneClient, Transport, { url, headers, calls }) {
  const client = new OneClient({ name: "tests", version: "1" });
  await client.connect(new Transport(new URL(url), { requestInit: { headers } }));
  try {
    const { tools } = await client.listTools();
    const answers = [];
    for (const { name, input } of calls) {
      answers.push((await client.callTool({ name, arguments: input })).content);
    }
    return {
      tools: tools.map(({ name, inputSchema }) => ({ name, schema: inputSchema })),
      answers,
    };
  } finally {
    await client.close();
  }
}
