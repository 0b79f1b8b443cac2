// The tools of the worker in the adapters for JavaScript: listed, called, and answered.
import { after, before, test } from "node:test";
import { withAiSdk } from "./support/ai-sdk.mjs";
import { checkAdapter, startConversation } from "./support/conversation.mjs";
import { withLangChain } from "./support/langchain.mjs";
import { withFirstMcpClient, withMcpClient } from "./support/mcp-sdk.mjs";
import { withOpenAiAgents } from "./support/openai-agents.mjs";

const ADAPTERS = [
  ["the official MCP client 2", withMcpClient],
  ["the official MCP client 1", withFirstMcpClient],
  ["the AI SDK", withAiSdk],
  ["OpenAI Agents, strict", withOpenAiAgents, true],
  ["LangChain", withLangChain],
];

let conversation;
before(async () => {
  conversation = await startConversation();
});
after(() => conversation?.stop());

for (const [name, adapter, isStrict] of ADAPTERS) {
  test(`given ${name}, then each tool is listed, called and answered, and a wrong input is told in words`, async () => {
    console.log(`${name}: ${await checkAdapter(conversation, adapter, isStrict)}`);
  });
}
