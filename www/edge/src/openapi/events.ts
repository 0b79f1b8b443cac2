import type { Kind } from "../problem.js";
import { ANSWER_HEADERS, answers, BODY, GUARDS, SITE, SITE_PARAMETERS } from "./operations.js";
import { failures } from "./problems.js";

const EVENTS = { tags: ["events"] };
const EVENT_KINDS_OF: readonly Kind[] = [...GUARDS, ...SITE];
const ENDPOINT_KINDS: readonly Kind[] = [...EVENT_KINDS_OF, "no_such_endpoint"];
/** Of requests that may have a key, and how they can fail for it. */
const KEYED = { parameters: [{ $ref: "#/components/parameters/key" }] };
const KEYED_KINDS: readonly Kind[] = ["key_in_use", "key_reused", "outcome_unknown"];
const AT_ENDPOINT = {
  parameters: [
    ...SITE_PARAMETERS,
    {
      name: "endpoint",
      in: "path",
      required: true,
      description: "Id of an endpoint.",
      schema: { type: "string" },
    },
  ],
};

function sends(schema: string) {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { requestBody: { required: true, content } };
}

function query(name: string, description: string, schema: object) {
  return { name, in: "query", description, schema };
}

/** A POST to an endpoint without a body. */
function changeOf(operationId: string, summary: string, answer: string, schema: string) {
  const kinds = [...ENDPOINT_KINDS, ...KEYED_KINDS];
  const responses = { ...answers(answer, schema), ...failures(kinds) };
  return { ...AT_ENDPOINT, post: { ...EVENTS, ...KEYED, operationId, summary, responses } };
}

/** The routes of events. */
export const EVENT_PATHS = {
  "/v1/sites/{site}/events": {
    parameters: SITE_PARAMETERS,
    get: {
      ...EVENTS,
      operationId: "events",
      summary: "What happened in the shop, newest first, and what became of it at the endpoints",
      parameters: [
        query("limit", "Events at the most; 50 by default.", {
          type: "integer",
          minimum: 1,
          maximum: 100,
        }),
        query("before", "The next of the page before.", { type: "integer", minimum: 0 }),
        query("type", "Kinds of events, separated by commas.", { type: "string" }),
      ],
      responses: {
        ...answers("A page of the log.", "Events"),
        ...failures([...EVENT_KINDS_OF, "invalid_request"]),
      },
    },
  },
  "/v1/sites/{site}/events/replay": {
    parameters: SITE_PARAMETERS,
    post: {
      ...EVENTS,
      ...KEYED,
      operationId: "replay_events",
      summary: "Sends events to an endpoint again, with their old ids",
      ...sends("EventReplay"),
      responses: {
        ...answers("How many are due again.", "EventReplayed"),
        ...failures([...ENDPOINT_KINDS, ...KEYED_KINDS, ...BODY, "invalid_request"]),
      },
    },
  },
  "/v1/sites/{site}/events/endpoints": {
    parameters: SITE_PARAMETERS,
    get: {
      ...EVENTS,
      operationId: "event_endpoints",
      summary: "The endpoints that the token manages, and how the shop is read",
      responses: {
        ...answers("All of them; administrators see those of every caller.", "EventEndpoints"),
        ...failures(EVENT_KINDS_OF),
      },
    },
    post: {
      ...EVENTS,
      ...KEYED,
      operationId: "add_event_endpoint",
      summary: "Has events of the shop sent to an address",
      description:
        "Events begin with what happens from now on. The secret is shown only in this answer.",
      ...sends("NewEventEndpoint"),
      responses: {
        201: {
          description: "The endpoint with its secret.",
          headers: ANSWER_HEADERS,
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/EventEndpointSecret" } },
          },
        },
        ...failures([...EVENT_KINDS_OF, ...KEYED_KINDS, ...BODY, "invalid_request"]),
      },
    },
  },
  "/v1/sites/{site}/events/endpoints/{endpoint}": {
    ...AT_ENDPOINT,
    get: {
      ...EVENTS,
      operationId: "event_endpoint",
      summary: "One endpoint",
      responses: { ...answers("The endpoint.", "EventEndpoint"), ...failures(ENDPOINT_KINDS) },
    },
    delete: {
      ...EVENTS,
      ...KEYED,
      operationId: "remove_event_endpoint",
      summary: "Removes an endpoint and what waits for it",
      responses: {
        ...answers("It is removed.", "EventEndpointRemoved"),
        ...failures([...ENDPOINT_KINDS, ...KEYED_KINDS]),
      },
    },
  },
  "/v1/sites/{site}/events/endpoints/{endpoint}/rotate": changeOf(
    "rotate_event_secret",
    "Replaces the secret of an endpoint; the old one signs beside it for a day",
    "The endpoint with its new secret, which is shown only here.",
    "EventEndpointSecret",
  ),
  "/v1/sites/{site}/events/endpoints/{endpoint}/test": changeOf(
    "test_event_endpoint",
    "Sends an event of the type test to an endpoint, once and at once",
    "Whether it was accepted.",
    "EventTest",
  ),
  "/v1/sites/{site}/events/endpoints/{endpoint}/enable": changeOf(
    "enable_event_endpoint",
    "Enables an endpoint; what waited for it is sent",
    "The endpoint.",
    "EventEndpoint",
  ),
  "/v1/sites/{site}/events/endpoints/{endpoint}/disable": changeOf(
    "disable_event_endpoint",
    "Disables an endpoint; what happens meanwhile waits for it",
    "The endpoint.",
    "EventEndpoint",
  ),
};
