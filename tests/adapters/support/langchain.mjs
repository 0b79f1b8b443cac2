// LangChain: its tools, called as its agents call them.
import { MultiServerMCPClient } from "@langchain/mcp-adapters";

/** The tools as a model gets them, and what it is told of each call. */
export async function withLangChain({ url, headers, calls }) {
  const client = new MultiServerMCPClient({
    mcpServers: { shop: { transport: "http", url, headers } },
    throwOnLoadError: true,
    prefixToolNameWithServerName: false,
    useStandardContentBlocks: false,
  });
  try {
    const tools = await client.getTools();
    const answers = [];
    for (const [at, { name, input }] of calls.entries()) {
      const tool = tools.find((one) => one.name === name);
      try {
        answers.push(await tool.invoke({ type: "tool_call", id: String(at), name, args: input }));
      } catch (error) {
        answers.push({ error: error.message });
      }
    }
    return { tools: tools.map(({ name, schema }) => ({ name, schema })), answers };
  } finally {
    await client.close();
  }
}
