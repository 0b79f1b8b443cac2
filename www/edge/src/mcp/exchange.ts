import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

/** Answers one POST of any revision with one JSON body. */
export async function exchange(
  request: Request,
  body: unknown,
  serve: () => Server,
): Promise<Response> {
  if (await isLegacyRequest(request, body)) return exchange2025(request, body, serve());
  // A subscription would keep a stream open, and the tools of a shop never announce a change.
  const handler = createMcpHandler(serve, { legacy: "reject", maxSubscriptions: 0 });
  return handler.fetch(request, { parsedBody: body });
}

/** Stateless: every message has its own server, so there are no session ids. */
async function exchange2025(request: Request, body: unknown, server: Server): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: withoutCancelling(body) });
  } finally {
    await server.close();
  }
}

/** A request that its own batch cancels would never be answered, and neither would the batch. */
function withoutCancelling(body: unknown): unknown {
  if (!Array.isArray(body)) return body;
  return body.filter((message) => message?.method !== "notifications/cancelled");
}
