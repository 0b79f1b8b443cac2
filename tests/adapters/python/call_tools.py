"""Lists the tools of a worker and calls them through one of the adapters for Python.

Reads {"adapter", "url", "headers", "calls": [{"name", "input"}]} and prints
{"tools": [{"name", "schema", "strict"?}], "answers": [...]}, one answer for each call.
"""

import asyncio
import json
import sys


async def with_mcp(url, headers, calls):
    """The official client of the Model Context Protocol."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with streamablehttp_client(url, headers=headers) as (reading, writing, _):
        async with ClientSession(reading, writing) as session:
            await session.initialize()
            listed = await session.list_tools()
            tools = [{"name": one.name, "schema": one.inputSchema} for one in listed.tools]
            results = [await session.call_tool(one["name"], one["input"]) for one in calls]
            return tools, [[part.text for part in one.content] for one in results]


async def with_openai_agents(url, headers, calls):
    """OpenAI Agents, strict: a model that asks for every call in one turn."""
    from agents import Agent, Model, ModelResponse, RunConfig, Runner, Usage
    from agents.mcp import MCPServerStreamableHttp
    from openai.types.responses import (
        ResponseFunctionToolCall,
        ResponseOutputMessage,
        ResponseOutputText,
    )

    class AsksForAll(Model):
        def __init__(self):
            self.tools, self.inputs = [], []

        async def get_response(self, system_instructions, input, model_settings, tools, *_, **__):
            self.tools, self.inputs = tools, input if isinstance(input, list) else []
            return ModelResponse(output=self.output(), usage=Usage(), response_id=None)

        def output(self):
            if not self.inputs or not any(is_result(one) for one in self.inputs):
                return [
                    ResponseFunctionToolCall(
                        type="function_call",
                        call_id=str(at),
                        name=one["name"],
                        arguments=json.dumps(one["input"]),
                    )
                    for at, one in enumerate(calls)
                ]
            done = ResponseOutputText(type="output_text", text="Done.", annotations=[])
            return [
                ResponseOutputMessage(
                    id="1", type="message", role="assistant", status="completed", content=[done]
                )
            ]

        def stream_response(self, *_, **__):
            raise NotImplementedError

    def is_result(item):
        return isinstance(item, dict) and item.get("type") == "function_call_output"

    params = {"url": url, "headers": headers}
    async with MCPServerStreamableHttp(name="shop", params=params) as server:
        model = AsksForAll()
        agent = Agent(
            name="Assistant",
            model=model,
            mcp_servers=[server],
            mcp_config={"convert_schemas_to_strict": True},
        )
        config = RunConfig(tracing_disabled=True)
        await Runner.run(agent, "Call them all.", max_turns=3, run_config=config)
        outputs = {one["call_id"]: one["output"] for one in model.inputs if is_result(one)}
        tools = [
            {"name": one.name, "schema": one.params_json_schema, "strict": one.strict_json_schema}
            for one in model.tools
        ]
        return tools, [outputs[str(at)] for at in range(len(calls))]


async def with_langchain(url, headers, calls):
    """LangChain: its tools, called as its agents call them."""
    from langchain_mcp_adapters.client import MultiServerMCPClient

    connection = {"transport": "streamable_http", "url": url, "headers": headers}
    client = MultiServerMCPClient({"shop": connection})
    tools = await client.get_tools()
    by_name = {one.name: one for one in tools}
    answers = []
    for at, one in enumerate(calls):
        asked = {"type": "tool_call", "id": str(at), "name": one["name"], "args": one["input"]}
        try:
            answers.append((await by_name[one["name"]].ainvoke(asked)).content)
        except Exception as error:
            answers.append(str(error))
    return [{"name": one.name, "schema": one.args_schema} for one in tools], answers


ADAPTERS = {
    "mcp": with_mcp,
    "openai-agents": with_openai_agents,
    "langchain": with_langchain,
}

asked = json.load(sys.stdin)
adapter = ADAPTERS[asked["adapter"]]
tools, answers = asyncio.run(adapter(asked["url"], asked["headers"], asked["calls"]))
json.dump({"tools": tools, "answers": answers}, sys.stdout)
