export const TEXT = { type: "string" };

const FLAG = { type: "boolean" };

const WRITES = {
  type: ["object", "null"],
  description:
    "The record an action changes and by which parameters; null for one that reads, and for undo_change, which writes what the undone change wrote.",
  properties: {
    resource: { ...TEXT, description: "The resource of the record." },
    through: {
      type: ["string", "null"],
      description: "The resource of the new record by which it is changed; null for none.",
    },
    named_by: {
      type: "array",
      description: "The parameters of which exactly one names the record.",
      items: {
        type: "object",
        properties: {
          parameter: TEXT,
          field: { ...TEXT, description: "The field of the record that it is compared with." },
          ignores_case: FLAG,
          looked_up: {
            type: ["object", "null"],
            description:
              "Where it can also be a text that stands for an id: of which resource, and in which field.",
            properties: { resource: TEXT, field: TEXT },
            required: ["resource", "field"],
            additionalProperties: false,
          },
        },
        required: ["parameter", "field", "ignores_case"],
        additionalProperties: false,
      },
    },
    fields: {
      type: "object",
      description: "What is written, by parameter.",
      additionalProperties: {
        type: "object",
        properties: {
          field: { ...TEXT, description: "The Webservice's name of it." },
          multilingual: { ...FLAG, description: "Whether it has a text for each language." },
          max_length: {
            type: ["integer", "null"],
            description: "The most characters; null for no limit to speak of.",
          },
          shown_length: {
            type: ["integer", "null"],
            description: "So many characters are usually shown by those it is for.",
          },
          html: { ...FLAG, description: "Whether it holds HTML." },
          lasting: {
            type: ["string", "null"],
            description: "What stays when the old value is written back.",
          },
        },
        required: ["field", "multilingual", "max_length", "shown_length", "html", "lasting"],
        additionalProperties: false,
      },
    },
    also: {
      type: ["object", "null"],
      description:
        "A second record that the same call can write: by which parameter, and by which action alone.",
      properties: { parameter: TEXT, action: TEXT },
      required: ["parameter", "action"],
      additionalProperties: false,
    },
  },
  required: ["resource", "through", "named_by", "fields"],
  additionalProperties: false,
};

/** The answers of the routes that are not actions. */
export const SCHEMAS = {
  Health: {
    type: "object",
    properties: { ok: { type: "boolean", description: "false while it is shutting down." } },
    required: ["ok"],
    additionalProperties: false,
  },
  Readiness: {
    type: "object",
    properties: {
      ok: { type: "boolean" },
      version: { type: "string" },
      checks: {
        type: "object",
        description: "Each store of the worker by name.",
        additionalProperties: { enum: ["ok", "failed"] },
      },
    },
    required: ["ok", "version", "checks"],
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
      next: { ...TEXT, description: "The after of the next page; missing on the last." },
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
      choices: {
        type: "object",
        description:
          "Which inputs are alternatives: of either exactly one is given, of some at least one. Empty where there is no such choice.",
        properties: {
          either: { type: "array", items: TEXT },
          some: { type: "array", items: TEXT },
        },
        required: ["either", "some"],
        additionalProperties: false,
      },
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
      writes: WRITES,
    },
    required: [
      "name",
      "title",
      "description",
      "inputSchema",
      "outputSchema",
      "choices",
      "annotations",
      "needs",
      "writes",
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
