// OpenAI Agents, strict: a model that asks for every call in one turn.
import { Agent, MCPServerStreamableHttp, Runner, Usage } from "@openai/agents-core";

/** The tools as the model gets them, and what it is told of each call. */
export async function withOpenAiAgents({ url, headers, calls }) {
  const server = new MCPServerStreamableHttp({ url, requestInit: { headers }, name: "shop" });
  await server.connect();
  try {
    const requests = [];
    const model = {
      getResponse: async (request) => {
        requests.push(request);
        const output =
          requests.length === 1
            ? calls.map(({ name, input }, at) => ({
                type: "function_call",
                callId: String(at),
                name,
                status: "completed",
                arguments: JSON.stringify(input),
              }))
            : [
                {
                  type: "message",
                  role: "assistant",
                  status: "completed",
                  content: [{ type: "output_text", text: "Done." }],
                },
              ];
        return { usage: new Usage(), output };
      },
    };
    const agent = new Agent({
      name: "Assistant",
      model,
      mcpServers: [server],
      mcpConfig: { convertSchemasToStrict: true },
    });
    const runner = new Runner({ tracingDisabled: true });
    await runner.run(agent, "Call them all.", { maxTurns: 3 });
    const [first, second] = requests;
    const results = second.input.filter(({ type }) => type === "function_call_result");
    const outputs = new Map(results.map(({ callId, output }) => [callId, output]));
    return {
      tools: first.tools.map(({ name, parameters, strict }) => ({
        name,
        schema: parameters,
        strict,
      })),
      answers: calls.map((_, at) => outputs.get(String(at))),
    };
  } finally {
    await server.close();
  }
}
