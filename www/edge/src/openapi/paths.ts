import type { Action } from "../catalogue/action.js";
import { SHORTCUTS } from "../catalogue/catalogue.js";
import { type Kind, PROBLEM_JSON, SHOP_KINDS } from "../problem.js";
import { outputName, queryOf } from "./actions.js";
import { CALLER_PATHS } from "./admin-callers.js";
import { ADMIN_SITE_PATHS, pageParameters } from "./admin-sites.js";
import { EVENT_PATHS } from "./events.js";
import { JOB_PATHS } from "./jobs.js";
import { OAUTH_PATHS } from "./oauth-paths.js";
import { ANSWER_HEADERS, answers, BODY, GUARDS, SITE, SITE_PARAMETERS } from "./operations.js";
import { failures } from "./problems.js";

const AT_SITE = { parameters: SITE_PARAMETERS };
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

/** The routes that are not those of actions. */
export function pathsOf(actions: readonly Action[]) {
  return {
    ...PATHS,
    ...CALLER_PATHS,
    ...ADMIN_SITE_PATHS,
    ...EVENT_PATHS,
    ...JOB_PATHS,
    ...OAUTH_PATHS,
    ...shortcutPaths(actions),
  };
}

const PATHS = {
  "/healthz": {
    get: {
      ...OPEN,
      operationId: "health",
      summary: "Whether the worker runs",
      responses: {
        ...answers("It does.", "Health"),
        503: {
          description: "It is shutting down.",
          headers: ANSWER_HEADERS,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Health" } } },
        },
      },
    },
  },
  "/readyz": {
    get: {
      ...OPEN,
      operationId: "readiness",
      summary: "Whether the worker can work: a token is configured and its stores answer",
      responses: {
        ...answers("It can.", "Readiness"),
        503: {
          description: "It cannot.",
          headers: ANSWER_HEADERS,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Readiness" } } },
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
          headers: ANSWER_HEADERS,
          content: { "application/json": { schema: { type: "object" } } },
        },
        ...failures([
          "foreign_origin",
          "too_many_requests",
          "not_configured",
          "stopping",
          "internal",
        ]),
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
      parameters: pageParameters(5_000, 5_000),
      responses: {
        ...answers("Their ids and names, and which are over one PrestaShop.", "Sites"),
        ...failures([...GUARDS, "site_unreadable", "invalid_request"]),
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
      parameters: [
        {
          name: "output_schemas",
          in: "query",
          description: "short: tools tell the schemas of their answers, and answer by these.",
          schema: { type: "string", enum: ["short"] },
        },
      ],
      requestBody: { required: true, content: MESSAGES },
      responses: {
        200: { description: "The answer.", headers: ANSWER_HEADERS, content: MESSAGES },
        202: { description: "There is nothing to answer.", headers: ANSWER_HEADERS },
        ...failures([...GUARDS, ...SITE, ...BODY]),
        400: {
          description: "Not JSON, not a message of the protocol, or a wrong output_schemas.",
          content: REFUSED,
        },
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

/** How a shortcut is described, and how its action can fail besides. */
const SHORTCUT_TEXTS: Readonly<
  Record<keyof typeof SHORTCUTS, { summary: string; kinds: readonly Kind[] }>
> = {
  access: { summary: "What the key of the shop may do, and what it lacks", kinds: SHOP_KINDS },
  changes: {
    summary: "What was changed in the shop through this worker, newest first",
    kinds: ["invalid_request"],
  },
};

function shortcutPaths(actions: readonly Action[]): Record<string, object> {
  const described = Object.entries(SHORTCUT_TEXTS).flatMap(([path, { summary, kinds }]) => {
    const name = SHORTCUTS[path as keyof typeof SHORTCUTS];
    const action = actions.find((one) => one.name === name);
    if (action === undefined) return [];
    const get = {
      ...WORKER,
      operationId: path,
      summary,
      parameters: queryOf(action),
      responses: {
        ...answers(`As ${name} answers.`, outputName(name)),
        ...failures([...GUARDS, ...SITE, ...kinds, "time_limit"]),
      },
    };
    return [[`/v1/sites/{site}/${path}`, { ...AT_SITE, get }] as const];
  });
  return Object.fromEntries(described);
}
