// The tools of the worker in the adapters for Python: listed, called, and answered.
import { after, before, test } from "node:test";
import { leaveOut } from "../js/support/left-out.mjs";
import { checkAdapter, startConversation } from "./support/conversation.mjs";
import { missingPython, withPython } from "./support/python.mjs";

const ADAPTERS = [
  ["the official MCP client", withPython("mcp")],
  ["OpenAI Agents, strict", withPython("openai-agents"), true],
  ["LangChain", withPython("langchain")],
];

let conversation;
before(async () => {
  if (missingPython() === undefined) conversation = await startConversation();
});
after(() => conversation?.stop());

for (const [name, adapter, isStrict] of ADAPTERS) {
  test(`given ${name} for Python, then each tool is listed, called and answered, and a wrong input is told in words`, async (t) => {
    const missing = missingPython();
    if (missing !== undefined) return leaveOut(t, missing);
    console.log(`${name} for Python: ${await checkAdapter(conversation, adapter, isStrict)}`);
  });
}
