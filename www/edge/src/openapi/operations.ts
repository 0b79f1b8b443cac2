import type { Kind } from "../problem.js";

/** With what every operation that takes a token can fail. */
export const GUARDS: readonly Kind[] = [
  "unauthorized",
  "foreign_origin",
  "not_configured",
  "stopping",
  "internal",
];
/** With what an operation on a site can fail besides. */
export const SITE: readonly Kind[] = ["forbidden", "no_such_site", "too_many_requests"];
/** With what one that takes a body can fail besides. */
export const BODY: readonly Kind[] = [
  "malformed_body",
  "body_too_slow",
  "body_too_large",
  "unsupported_media_type",
];

/** The headers of every answer. */
export const ANSWER_HEADERS = {
  "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" },
  "Server-Timing": { $ref: "#/components/headers/Server-Timing" },
};

/** A good answer in JSON, of the schema with that name. */
export function answers(description: string, schema: string) {
  const content = { schema: { $ref: `#/components/schemas/${schema}` } };
  return {
    200: { description, headers: ANSWER_HEADERS, content: { "application/json": content } },
  };
}
