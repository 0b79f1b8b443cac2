import { KIND_NAMES } from "../events/kinds.js";

const STRING = { type: "string" };
const EVENT_MOMENT = { type: "string", format: "date-time" };
const EVENT_MOMENT_OR_NULL = { type: ["string", "null"], format: "date-time" };
const KINDS_LIST = { type: "array", minItems: 1, items: { type: "string", enum: KIND_NAMES } };

function closedObject(properties: Record<string, object>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

const LAST_ATTEMPT = {
  oneOf: [
    { type: "null" },
    closedObject({
      at: EVENT_MOMENT,
      result: {
        ...STRING,
        description:
          "The status of the answer, or timeout, no_connection, address_refused, secret_unreadable.",
      },
    }),
  ],
};

const ENDPOINT = {
  id: STRING,
  url: { ...STRING, description: "Of another caller's endpoint, without its query." },
  events: KINDS_LIST,
  caller: { ...STRING, description: "Who added it." },
  created: EVENT_MOMENT,
  failing_since: {
    ...EVENT_MOMENT_OR_NULL,
    description: "Since when every attempt has failed; null where the last one did not.",
  },
  last_attempt: LAST_ATTEMPT,
  disabled: {
    oneOf: [
      { type: "null" },
      closedObject({
        at: EVENT_MOMENT,
        reason: { enum: ["failing", "gone", "by_caller", "backlog", "site_gone"] },
      }),
    ],
  },
};

const DELIVERY = closedObject({
  endpoint: STRING,
  state: { enum: ["waiting", "delivered", "given_up"] },
  tries: { type: "integer", minimum: 0 },
  last_attempt: LAST_ATTEMPT,
});

/** What the routes of events take and answer. */
export const EVENT_SCHEMAS = {
  NewEventEndpoint: {
    ...closedObject({
      url: { ...STRING, format: "uri", maxLength: 2_048, description: "Public, and with https." },
      events: KINDS_LIST,
    }),
    examples: [{ url: "https://hooks.example/shop", events: ["order.created", "order.paid"] }],
  },
  EventEndpoint: closedObject(ENDPOINT),
  EventEndpointSecret: closedObject(
    {
      ...ENDPOINT,
      secret: { ...STRING, description: "For verifying signatures by Standard Webhooks." },
      old_secret_until: {
        ...EVENT_MOMENT,
        description: "Until when the old secret signs as well.",
      },
    },
    ["old_secret_until"],
  ),
  EventEndpoints: closedObject({
    endpoints: { type: "array", items: { $ref: "#/components/schemas/EventEndpoint" } },
    reading: {
      description: "How the shop is read.",
      ...closedObject({
        last: { ...EVENT_MOMENT_OR_NULL, description: "When it was last read." },
        failures: { type: "integer", description: "Readings that failed since." },
        problem: {
          type: ["string", "null"],
          description: "Why it cannot be read, or what of it; null where all is well.",
        },
      }),
    },
  }),
  EventEndpointRemoved: closedObject({ removed: STRING }),
  EventTest: closedObject({ id: STRING, delivered: { type: "boolean" }, result: STRING }),
  Event: closedObject({
    id: { ...STRING, description: "Its webhook-id." },
    type: { type: "string", enum: KIND_NAMES },
    timestamp: { ...EVENT_MOMENT, description: "When it was found." },
    site: STRING,
    data: {
      type: "object",
      description: "The record, and values before and after where they are known.",
      properties: { resource: STRING, id: { type: "integer" } },
      required: ["resource", "id"],
    },
    seq: { type: "integer", description: "Its place in the log of the site." },
    deliveries: { type: "array", items: DELIVERY },
  }),
  Events: closedObject({
    events: { type: "array", items: { $ref: "#/components/schemas/Event" } },
    next: {
      type: ["integer", "null"],
      description: "The before of the next page; null on the last.",
    },
  }),
  EventReplay: {
    ...closedObject(
      {
        endpoint: STRING,
        since: { ...EVENT_MOMENT, description: "Events that were found from then on." },
        after: { type: "integer", minimum: 0, description: "The next of the replay before." },
        all: {
          type: "boolean",
          default: false,
          description: "Whether those that were delivered are sent again, too.",
        },
      },
      ["after", "all"],
    ),
    examples: [{ endpoint: "0b1f6f3e-6a51-4c0e-9f8b-2f0d6f1d2c11", since: "2027-01-31T00:00:00Z" }],
  },
  EventReplayed: closedObject({
    replayed: { type: "integer", description: "At most 1,000 at a time." },
    next: {
      type: ["integer", "null"],
      description: "The after of the next replay; null if that was all.",
    },
  }),
};
