// The SDK's own client with what a desktop client adds to it: a place for tokens, and an address on this
// machine at which the browser comes back.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startServer } from "../../js/support/http-server.mjs";

/** Milliseconds until the browser has to be back. */
const BACK_MS = 20_000;

/**
 * A client for an MCP address. `allow(url)` is what the user does where consent is asked for; `done` are
 * what happened, in order, `state` is what the client knows. `call(name, input)` calls a tool, and goes
 * through the consent and calls again where that is needed.
 */
export async function startClient(address, allow, { clientMetadataUrl } = {}) {
  const done = [];
  const state = {};
  let arrived;
  const server = await startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    response.writeHead(pathname === "/callback" ? 200 : 404, { "Content-Type": "text/html" });
    response.end(
      "<!doctype html><html lang=en><link rel=icon href=data:,><title>Done</title><main><h1>Done</h1></main></html>",
    );
    if (pathname === "/callback") arrived?.(searchParams);
  });
  const redirectUrl = `http://localhost:${new URL(server.url).port}/callback`;
  const provider = {
    redirectUrl,
    ...(clientMetadataUrl && { clientMetadataUrl }),
    clientMetadata: {
      client_name: "Assistant of the tests",
      redirect_uris: [redirectUrl],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
    },
    state: () => {
      state.sent = crypto.randomUUID();
      return state.sent;
    },
    clientInformation: () => state.client,
    saveClientInformation: (client) => {
      done.push("registered");
      state.client = client;
    },
    tokens: () => state.tokens,
    saveTokens: (tokens) => {
      done.push("tokens");
      state.tokens = tokens;
    },
    redirectToAuthorization: (url) => {
      done.push(`asks for ${url.searchParams.get("scope")}`);
      state.asked = url;
    },
    saveCodeVerifier: (verifier) => {
      state.verifier = verifier;
    },
    codeVerifier: () => state.verifier,
    saveDiscoveryState: (discovery) => {
      state.discovery = discovery;
    },
    discoveryState: () => state.discovery,
  };
  let transport;
  let client;
  const connect = async () => {
    transport = new StreamableHTTPClientTransport(new URL(address), { authProvider: provider });
    client = new Client({ name: "tests", version: "1" });
    await client.connect(transport);
  };
  const throughConsent = async () => {
    const back = new Promise((resolve, reject) => {
      arrived = resolve;
      setTimeout(() => reject(new Error("The browser never came back.")), BACK_MS).unref();
    });
    await allow(state.asked.href);
    const parameters = await back;
    if (parameters.get("state") !== state.sent) throw new Error("The state is another one.");
    await transport.finishAuth(parameters);
  };
  const orConsent = async (work) => {
    try {
      return await work();
    } catch (thrown) {
      if (thrown.name !== "UnauthorizedError") throw thrown;
      await throughConsent();
      return work();
    }
  };
  return {
    done,
    state,
    connect: () => orConsent(connect),
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: (name, input) => orConsent(() => client.callTool({ name, arguments: input })),
    stop: async () => {
      await client?.close();
      await server.stop();
    },
  };
}
