// The AI SDK: a model that asks for every call in one step.
import { createMCPClient } from "@ai-sdk/mcp";
import { generateText, stepCountIs } from "ai";
import { MockLanguageModelV3 } from "ai/test";

const USAGE = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** The tools as the model gets them, and what it is told of each call. */
export async function withAiSdk({ url, headers, calls }) {
  const client = await createMCPClient({ transport: { type: "http", url, headers } });
  try {
    const prompts = [];
    const model = new MockLanguageModelV3({
      doGenerate: async (asked) => {
        prompts.push(asked);
        return prompts.length === 1
          ? {
              content: calls.map(({ name, input }, at) => ({
                type: "tool-call",
                toolCallId: String(at),
                toolName: name,
                input: JSON.stringify(input),
              })),
              finishReason: { unified: "tool-calls", raw: "tool_calls" },
              usage: USAGE,
              warnings: [],
            }
          : {
              content: [{ type: "text", text: "Done." }],
              finishReason: { unified: "stop", raw: "stop" },
              usage: USAGE,
              warnings: [],
            };
      },
    });
    const tools = await client.tools();
    await generateText({ model, tools, prompt: "Call them all.", stopWhen: stepCountIs(2) });
    const [first, second] = prompts;
    const results = second.prompt.flatMap(({ role, content }) => (role === "tool" ? content : []));
    const outputs = new Map(results.map(({ toolCallId, output }) => [toolCallId, output]));
    return {
      tools: first.tools.map(({ name, inputSchema }) => ({ name, schema: inputSchema })),
      answers: calls.map((_, at) => outputs.get(String(at))),
    };
  } finally {
    await client.close();
  }
}
