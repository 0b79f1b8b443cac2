import type { Kind } from "../problem.js";
import { ANSWER_HEADERS, answers, BODY, GUARDS } from "./operations.js";
import { failures } from "./problems.js";

const ADMIN = { tags: ["administration"] };
const KINDS: readonly Kind[] = [...GUARDS, "forbidden"];
const OF_ONE: readonly Kind[] = [...KINDS, "no_such_caller"];
const CALLER_ID = {
  name: "id",
  in: "path",
  required: true,
  description: "Id of a caller, as GET /v1/admin/callers lists them.",
  schema: { type: "string" },
};

function body(schema: string) {
  const content = { schema: { $ref: `#/components/schemas/${schema}` } };
  return { requestBody: { required: true, content: { "application/json": content } } };
}

function created(description: string, schema: string) {
  const content = { schema: { $ref: `#/components/schemas/${schema}` } };
  return {
    201: { description, headers: ANSWER_HEADERS, content: { "application/json": content } },
  };
}

/** The routes by which administrators manage callers. */
export const CALLER_PATHS = {
  "/v1/admin/callers": {
    get: {
      ...ADMIN,
      operationId: "callers",
      summary: "The callers of the store, oldest first",
      description:
        "A page can hold fewer than limit callers: those of sites that the token does not reach are left out. Go on as long as there is a next.",
      parameters: [
        {
          name: "limit",
          in: "query",
          schema: { type: "integer", minimum: 1, maximum: 1000, default: 100 },
        },
        {
          name: "after",
          in: "query",
          description: "The next of the page before.",
          schema: { type: "string" },
        },
      ],
      responses: {
        ...answers("A page of them.", "Callers"),
        ...failures([...KINDS, "invalid_request"]),
      },
    },
    post: {
      ...ADMIN,
      operationId: "add_caller",
      summary: "Adds a caller",
      ...body("NewCaller"),
      responses: {
        ...created("Its token, which is shown this once.", "CallerToken"),
        ...failures([...KINDS, ...BODY, "validation"]),
      },
    },
  },
  "/v1/admin/callers/{id}": {
    parameters: [CALLER_ID],
    get: {
      ...ADMIN,
      operationId: "caller",
      summary: "One caller",
      responses: { ...answers("The caller.", "OneCaller"), ...failures(OF_ONE) },
    },
    patch: {
      ...ADMIN,
      operationId: "change_caller",
      summary: "Changes, limits, disables or enables a caller, from the next request on",
      ...body("CallerChange"),
      responses: {
        ...answers("The caller as it is now.", "ChangedCaller"),
        ...failures([...OF_ONE, ...BODY, "validation"]),
      },
    },
    delete: {
      ...ADMIN,
      operationId: "remove_caller",
      summary: "Removes a caller, whose token opens nothing from then on",
      responses: {
        204: { description: "It is removed.", headers: ANSWER_HEADERS },
        ...failures(OF_ONE),
      },
    },
  },
  "/v1/admin/callers/{id}/rotate": {
    parameters: [CALLER_ID],
    post: {
      ...ADMIN,
      operationId: "rotate_caller",
      summary: "Gives a caller a new token, beside which the old one works for some minutes",
      ...body("Rotation"),
      responses: {
        ...created("The new token, which is shown this once.", "RotatedCaller"),
        ...failures([...OF_ONE, ...BODY, "validation", "conflict"]),
      },
    },
  },
};
