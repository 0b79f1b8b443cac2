import type { Kind } from "../problem.js";

export const STRING = { type: "string" } as const;

/** The kinds that every operation with a token can fail with. */
export const GUARDS: readonly Kind[] = [
  "unauthorized",
  "too_many_requests",
  "callers_unreadable",
  "keys_unreachable",
  "foreign_origin",
  "not_configured",
  "stopping",
  "internal",
];
/** The kinds that an operation on a site can fail with in addition. */
export const SITE: readonly Kind[] = ["forbidden", "no_such_site"];
/** The kinds that an operation with a body can fail with in addition. */
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

/** A successful answer in JSON, with the schema of that name. */
export function answers(description: string, schema: string) {
  const content = { schema: { $ref: `#/components/schemas/${schema}` } };
  return {
    200: { description, headers: ANSWER_HEADERS, content: { "application/json": content } },
  };
}

/** What every address of a site takes. */
export const SITE_PARAMETERS = ["site", "claim"].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));
