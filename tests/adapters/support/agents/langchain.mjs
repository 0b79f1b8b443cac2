// LangChain's agent, with its own model for tests in the place of one that costs money.
import { AIMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { Command, MemorySaver } from "@langchain/langgraph";
import { createAgent } from "langchain";

/** A model that asks for one call, and after its answer says so: `{ asked, told, offered }`. */
export async function converse({ tools, middleware, call, approves }) {
  const model = fakeModel()
    .respondWithTools([{ name: call.name, args: call.input, id: "1" }])
    .respond(new AIMessage("Done."));
  const agent = createAgent({ model, tools, middleware, checkpointer: new MemorySaver() });
  const config = { configurable: { thread_id: "1" } };
  let state = await agent.invoke({ messages: [{ role: "user", content: "Do it." }] }, config);
  const requests = (state.__interrupt__ ?? []).flatMap(({ value }) => value.actionRequests);
  if (requests.length > 0) {
    const decisions = requests.map(() => ({ type: approves ? "approve" : "reject" }));
    state = await agent.invoke(new Command({ resume: { decisions } }), config);
  }
  const results = state.messages.filter((message) => message.type === "tool");
  return {
    asked: requests.map(({ name }) => name),
    told: results.map(({ content }) => content).join("\n"),
    offered: tools.map(({ name, schema }) => ({ name, schema })),
  };
}
