import { LIST_CHANGES } from "../actions/list-changes.js";
import { PROBLEM_JSON, SHOP_KINDS } from "../problem.js";
import { outputName, queryOf } from "./actions.js";
import { answers, BODY, GUARDS, SITE, TOLD } from "./operations.js";
import { failures } from "./problems.js";

const AT_SITE = { parameters: [{ $ref: "#/components/parameters/site" }] };
const WORKER = { tags: ["worker"] };
const OPEN = { ...WORKER, security: [] };
const MESSAGES = {
  "application/json": { schema: { $ref: "#/components/schemas/Messages" } },
};

/** The protocol has errors of its own. */
const REFUSED = {
  ...MESSAGES,
  [PROBLEM_JSON]: { schema: { $ref: "#/components/schemas/Problem" } },
};

/** The routes that are no actions. */
export const PATHS = {
  "/healthz": {
    get: {
      ...OPEN,
      operationId: "health",
      summary: "Whether the worker runs",
      responses: {
        ...answers("It does.", "Health"),
        503: {
          description: "It is about to stop.",
          headers: TOLD,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Health" } } },
        },
      },
    },
  },
  "/openapi.json": {
    get: {
      ...OPEN,
      operationId: "openapi",
      summary: "This document",
      responses: {
        200: {
          description: "OpenAPI 3.1.",
          headers: TOLD,
          content: { "application/json": { schema: { type: "object" } } },
        },
        ...failures(["foreign_origin", "not_configured", "stopping", "internal"]),
      },
    },
  },
  "/v1/actions": {
    get: {
      ...WORKER,
      operationId: "actions",
      summary: "The actions that the token may run, with their schemas",
      responses: { ...answers("The catalogue.", "Actions"), ...failures(GUARDS) },
    },
  },
  "/v1/sites": {
    get: {
      ...WORKER,
      operationId: "sites",
      summary: "The sites that the token reaches",
      responses: {
        ...answers("Their ids and names, and which are over one PrestaShop.", "Sites"),
        ...failures(GUARDS),
      },
    },
  },
  "/v1/sites/{site}/access": {
    ...AT_SITE,
    get: {
      ...WORKER,
      operationId: "access",
      summary: "What the key of the shop may do, and what it lacks",
      responses: {
        ...answers("As check_access answers.", outputName("check_access")),
        ...failures([...GUARDS, ...SITE, ...SHOP_KINDS, "time_limit"]),
      },
    },
  },
  "/v1/sites/{site}/changes": {
    ...AT_SITE,
    get: {
      ...WORKER,
      operationId: "changes",
      summary: "What was changed in the shop through this worker, newest first",
      parameters: queryOf(LIST_CHANGES),
      responses: {
        ...answers("As list_changes answers.", outputName(LIST_CHANGES.name)),
        ...failures([...GUARDS, ...SITE, "invalid_request", "time_limit"]),
      },
    },
  },
  "/mcp/{site}": {
    ...AT_SITE,
    post: {
      ...WORKER,
      operationId: "mcp",
      summary: "The actions as tools of the Model Context Protocol",
      description:
        "Streamable HTTP without sessions, revision 2026-07-28 and those of 2025. Listed are the tools that both the token and the key of the shop allow.",
      requestBody: { required: true, content: MESSAGES },
      responses: {
        200: { description: "What is answered.", headers: TOLD, content: MESSAGES },
        202: { description: "Nothing is to be answered.", headers: TOLD },
        ...failures([...GUARDS, ...SITE, ...BODY]),
        400: { description: "No JSON, or none of the protocol.", content: REFUSED },
        404: {
          description: "No such site, or no such method in the revision 2026-07-28.",
          content: REFUSED,
        },
        406: {
          description: "Accept lacks application/json or text/event-stream.",
          content: REFUSED,
        },
      },
    },
  },
};
