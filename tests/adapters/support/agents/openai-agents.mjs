// The runner of OpenAI Agents, with a model of the test in the place of OpenAI's.
import { Agent, Runner, Usage } from "@openai/agents";

/** A model that asks for one call, and after its answer says so: `{ asked, told, offered }`. */
export async function converse({ tools, call, approves }) {
  const requests = [];
  const results = () => requests.at(-1).input.filter(({ type }) => type === "function_call_result");
  const model = {
    getResponse: async (request) => {
      requests.push(request);
      const output = results().length > 0 ? DONE : calling(call);
      return { usage: new Usage(), output };
    },
  };
  const agent = new Agent({ name: "Assistant", model, tools });
  const runner = new Runner({ tracingDisabled: true });
  const first = await runner.run(agent, "Do it.", { maxTurns: 4 });
  const asked = first.interruptions.map(({ name }) => name);
  for (const interruption of first.interruptions) {
    if (approves) first.state.approve(interruption);
    else first.state.reject(interruption);
  }
  if (asked.length > 0) await runner.run(agent, first.state, { maxTurns: 4 });
  return {
    asked,
    told: results()
      .map(({ output }) => output.text ?? JSON.stringify(output))
      .join("\n"),
    offered: requests[0].tools.map(({ name, parameters, strict }) => ({
      name,
      schema: parameters,
      strict,
    })),
  };
}

const DONE = [
  {
    type: "message",
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text: "Done." }],
  },
];

const calling = ({ name, input }) => [
  {
    type: "function_call",
    callId: "1",
    name,
    status: "completed",
    arguments: JSON.stringify(input),
  },
];
