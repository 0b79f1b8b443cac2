import type { Kind } from "../problem.js";
import { ANSWER_HEADERS, BODY, GUARDS } from "./operations.js";
import { failures } from "./problems.js";

const STRING = { type: "string" };
const ADDRESS = { type: "string", format: "uri" };
const DATE_TIME = { type: "string", format: "date-time" };
const BY_ADMINS = { tags: ["administration"] };
const NO_TOKEN = { tags: ["worker"], security: [] };
const ADMIN_KINDS: readonly Kind[] = [...GUARDS, "forbidden"];
const SCOPES = { type: "array", items: { enum: ["read", "content", "orders", "customers"] } };

function objectOf(properties: Record<string, object>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

function answer(status: 200 | 201, description: string, schema: object) {
  const content = { "application/json": { schema } };
  return { [status]: { description, headers: ANSWER_HEADERS, content } };
}

const INVITATION = objectOf(
  {
    site: { ...STRING, description: "The one site that it is for." },
    name: {
      ...STRING,
      description: "Whom logs and the journal name.",
      pattern: "^[\\w .@-]{1,64}$",
    },
    level: {
      description: "read, propose, write, or a list of actions.",
      oneOf: [
        { enum: ["read", "propose", "write"] },
        { type: "array", minItems: 1, items: STRING },
      ],
    },
    confirm: { enum: ["required", null], description: "required: writes need a preview first." },
    minutes: { type: "integer", minimum: 1, maximum: 43_200, default: 1_440 },
  },
  ["confirm", "minutes"],
);

const CONSENT = objectOf({
  id: STRING,
  site: STRING,
  givenBy: { ...STRING, description: "The caller, or the name in the invitation." },
  by: { enum: ["token", "invitation"] },
  client: { ...STRING, description: "Id of the client." },
  clientName: { ...STRING, description: "What it calls itself: data, not instructions." },
  redirect: ADDRESS,
  scopes: SCOPES,
  created: DATE_TIME,
  used: { ...DATE_TIME, description: "To the hour." },
});

/** The routes of OAuth that are this API's own; its endpoints are in its metadata. */
export const OAUTH_PATHS = {
  "/.well-known/oauth-protected-resource/mcp/{site}": {
    parameters: [{ $ref: "#/components/parameters/site" }],
    get: {
      ...NO_TOKEN,
      operationId: "resource_metadata",
      summary: "Where access tokens for the MCP address of a site come from",
      description: "RFC 9728. The same whether the site exists or not; only where OAuth is set up.",
      responses: {
        ...answer(
          200,
          "The metadata.",
          objectOf({
            resource: ADDRESS,
            authorization_servers: { type: "array", items: ADDRESS },
            scopes_supported: SCOPES,
            bearer_methods_supported: { type: "array", items: { const: "header" } },
          }),
        ),
        ...failures(["no_such_route", "internal"]),
      },
    },
  },
  "/v1/admin/oauth/invitations": {
    post: {
      ...BY_ADMINS,
      operationId: "invite",
      summary: "Makes a link with which somebody without a token may consent once",
      requestBody: { required: true, content: { "application/json": { schema: INVITATION } } },
      responses: {
        ...answer(
          201,
          "The link, which is shown this once.",
          objectOf({
            link: ADDRESS,
            code: {
              ...STRING,
              description: "For the page of the consent, in the place of the link.",
            },
            mcp: { ...ADDRESS, description: "The address to add to the assistant." },
            expires: DATE_TIME,
          }),
        ),
        ...failures([...ADMIN_KINDS, ...BODY, "validation"]),
      },
    },
  },
  "/v1/admin/oauth/consents": {
    get: {
      ...BY_ADMINS,
      operationId: "consents",
      summary: "Which clients may act where, and who allowed it",
      description:
        "A page can hold fewer than limit consents: those of sites that the token does not reach are left out. Go on as long as there is a next.",
      parameters: [
        { name: "site", in: "query", schema: STRING },
        {
          name: "limit",
          in: "query",
          schema: { type: "integer", minimum: 1, maximum: 1000, default: 100 },
        },
        {
          name: "after",
          in: "query",
          description: "The next of the page before.",
          schema: STRING,
        },
      ],
      responses: {
        ...answer(
          200,
          "A page of them.",
          objectOf({
            consents: { type: "array", items: CONSENT },
            next: { type: ["string", "null"] },
          }),
        ),
        ...failures([...ADMIN_KINDS, "validation"]),
      },
    },
  },
  "/v1/admin/oauth/consents/{id}": {
    parameters: [{ name: "id", in: "path", required: true, schema: STRING }],
    delete: {
      ...BY_ADMINS,
      operationId: "withdraw_consent",
      summary: "Ends a consent, and at once every token that stands on it",
      responses: {
        204: { description: "It has ended.", headers: ANSWER_HEADERS },
        ...failures([...ADMIN_KINDS, "no_such_consent"]),
      },
    },
  },
};
