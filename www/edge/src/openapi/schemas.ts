const TEXT = { type: "string" };

/** What the routes answer that are no actions. */
export const SCHEMAS = {
  Health: {
    type: "object",
    properties: { ok: { type: "boolean", description: "false while it is about to stop." } },
    required: ["ok"],
    additionalProperties: false,
  },
  Sites: {
    type: "object",
    properties: {
      sites: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: TEXT,
            name: { ...TEXT, description: "For people." },
            installation: {
              type: ["string", "null"],
              description:
                "Sites with the same value are shops of one PrestaShop, which can share customers, orders and common fields of products. The value is the id of the first such site that the token reaches, its own if there is no other; null if that is not known.",
            },
          },
          required: ["id", "name", "installation"],
          additionalProperties: false,
        },
      },
    },
    required: ["sites"],
    additionalProperties: false,
    examples: [
      {
        sites: [
          { id: "tea-outlet", name: "Tea outlet", installation: "tea-outlet" },
          { id: "tea-shop", name: "Tea shop", installation: "tea-outlet" },
        ],
      },
    ],
  },
  Actions: {
    type: "object",
    properties: {
      actions: { type: "array", items: { $ref: "#/components/schemas/Action" } },
    },
    required: ["actions"],
    additionalProperties: false,
  },
  Action: {
    type: "object",
    properties: {
      name: TEXT,
      title: TEXT,
      description: TEXT,
      example: { type: "object", description: "An input that shows how it is used." },
      inputSchema: { type: "object", description: "JSON Schema 2020-12." },
      outputSchema: { type: "object", description: "JSON Schema 2020-12." },
      annotations: {
        type: "object",
        description: "As of the Model Context Protocol.",
        properties: {
          title: TEXT,
          readOnlyHint: { type: "boolean" },
          destructiveHint: { type: "boolean" },
          idempotentHint: { type: "boolean" },
          openWorldHint: { type: "boolean" },
        },
      },
      needs: {
        type: "array",
        description: "The rights of the shop's key it uses.",
        items: {
          type: "object",
          properties: { resource: TEXT, method: TEXT },
          required: ["resource", "method"],
        },
      },
    },
    required: [
      "name",
      "title",
      "description",
      "inputSchema",
      "outputSchema",
      "annotations",
      "needs",
    ],
    additionalProperties: false,
  },
  Message: {
    description: "A message of JSON-RPC 2.0, as the Model Context Protocol defines them.",
    type: "object",
    properties: {
      jsonrpc: { const: "2.0" },
      id: { type: ["string", "integer", "null"] },
      method: TEXT,
      params: { type: "object" },
      result: { type: "object" },
      error: { type: "object" },
    },
    required: ["jsonrpc"],
    examples: [{ jsonrpc: "2.0", id: 1, method: "tools/list" }],
  },
  Messages: {
    description: "One message, or several at once as in the revision of 2025-03-26.",
    oneOf: [
      { $ref: "#/components/schemas/Message" },
      {
        type: "array",
        minItems: 1,
        maxItems: 100,
        items: { $ref: "#/components/schemas/Message" },
      },
    ],
  },
};
