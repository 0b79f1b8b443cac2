// The AI SDK's own loop, with its own model for tests in the place of one that costs money.
import { generateText, stepCountIs } from "ai";
import { MockLanguageModelV3 } from "ai/test";

const USAGE = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** A model that asks for one call, and after its answer says so: `{ asked, told, offered }`. */
export async function converse({ tools, call, approves }) {
  const prompts = [];
  const isAnswered = () => prompts.at(-1).prompt.some(({ role }) => role === "tool");
  const model = new MockLanguageModelV3({
    doGenerate: async (prompt) => {
      prompts.push(prompt);
      return { ...(isAnswered() ? DONE : calling(call)), usage: USAGE, warnings: [] };
    },
  });
  const start = [{ role: "user", content: "Do it." }];
  const turn = (messages) => generateText({ model, tools, messages, stopWhen: stepCountIs(3) });
  const first = await turn(start);
  const requests = first.content.filter(({ type }) => type === "tool-approval-request");
  if (requests.length > 0) {
    const content = requests.map(({ approvalId }) => ({
      type: "tool-approval-response",
      approvalId,
      approved: approves,
    }));
    await turn([...start, ...first.response.messages, { role: "tool", content }]);
  }
  const results = prompts.at(-1).prompt.flatMap(({ role, content }) => {
    return role === "tool" ? content.filter(({ type }) => type === "tool-result") : [];
  });
  return {
    asked: requests.map(({ toolCall }) => toolCall.toolName),
    told: results.map(({ output }) => JSON.stringify(output)).join("\n"),
    offered: prompts[0].tools.map(({ name, inputSchema }) => ({ name, schema: inputSchema })),
  };
}

const DONE = {
  content: [{ type: "text", text: "Done." }],
  finishReason: { unified: "stop", raw: "stop" },
};

const calling = ({ name, input }) => ({
  content: [{ type: "tool-call", toolCallId: "1", toolName: name, input: JSON.stringify(input) }],
  finishReason: { unified: "tool-calls", raw: "tool_calls" },
});
