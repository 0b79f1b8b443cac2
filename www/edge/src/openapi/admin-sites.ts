import { type Kind, SHOP_KINDS } from "../problem.js";
import { ANSWER_HEADERS, answers, BODY, GUARDS } from "./operations.js";
import { failures } from "./problems.js";

const MANAGES_SITES = { tags: ["administration"] };
const OF_SITES: readonly Kind[] = [...GUARDS, "forbidden", "site_unreadable"];
const OF_A_SITE: readonly Kind[] = [...OF_SITES, "no_such_site"];
/** Of what checks a key at its shop. */
const CHECKED: readonly Kind[] = [...BODY, "validation", ...SHOP_KINDS, "time_limit"];
const ONE_SITE = { parameters: [{ $ref: "#/components/parameters/site" }] };

/** The routes by which administrators manage sites. */
export const ADMIN_SITE_PATHS = {
  "/v1/admin/sites": {
    get: {
      ...MANAGES_SITES,
      operationId: "managed_sites",
      summary: "The sites that the token manages, by id",
      parameters: pageParameters(100, 1_000),
      responses: {
        ...answers("A page of them.", "ManagedSites"),
        ...failures([...OF_SITES, "invalid_request"]),
      },
    },
    post: {
      ...MANAGES_SITES,
      operationId: "connect_site",
      summary: "Connects a shop: tries its key, seals it and stores the site",
      description: "Nothing is stored if the shop refuses the key or cannot be reached.",
      ...jsonBody("NewSite"),
      responses: {
        201: {
          description: "The site, and what its key may do.",
          headers: ANSWER_HEADERS,
          ...json("ConnectedSite"),
        },
        ...failures([...OF_SITES, ...CHECKED, "site_exists"]),
      },
    },
  },
  "/v1/admin/sites/import": {
    post: {
      ...MANAGES_SITES,
      operationId: "import_sites",
      summary: "Connects the shops of a CSV",
      description:
        "A table of at most 10,000 rows whose first row names the columns: id, name, url, key, shopId, defaultLanguage, auth, installation. Rows of sites that are there already stay as they are, so a table that was cut off can be sent again.",
      parameters: [
        flag("unchecked", "Whether the keys are stored without trying them at their shops."),
        flag("replace", "Whether a site that is there is replaced by a row that differs."),
      ],
      requestBody: { required: true, content: { "text/csv": { schema: { type: "string" } } } },
      responses: {
        200: {
          description:
            "A line of JSON for each row, in order, as soon as it is done; a last one with the totals says that the answer is whole.",
          headers: ANSWER_HEADERS,
          content: {
            "application/x-ndjson": { schema: { $ref: "#/components/schemas/ImportLine" } },
          },
        },
        ...failures([...OF_SITES, ...BODY, "invalid_request"]),
      },
    },
  },
  "/v1/admin/sites/{site}": {
    ...ONE_SITE,
    get: {
      ...MANAGES_SITES,
      operationId: "managed_site",
      summary: "One site, without its key",
      responses: { ...answers("The site.", "ManagedSite"), ...failures(OF_A_SITE) },
    },
    put: {
      ...MANAGES_SITES,
      operationId: "change_site",
      summary: "Changes a site as a whole, once its key was tried",
      description: "The key stays if none is sent. Another address or auth needs it again.",
      ...jsonBody("SiteChange"),
      responses: {
        ...answers("The site, and what its key may do.", "ConnectedSite"),
        ...failures([...OF_A_SITE, ...CHECKED]),
      },
    },
    delete: {
      ...MANAGES_SITES,
      operationId: "remove_site",
      summary: "Removes a site and its key",
      responses: {
        204: { description: "It is removed.", headers: ANSWER_HEADERS },
        ...failures(OF_A_SITE),
      },
    },
  },
  "/v1/admin/sites/{site}/key": {
    ...ONE_SITE,
    put: {
      ...MANAGES_SITES,
      operationId: "replace_key",
      summary: "Replaces the key of a site, once the new one was tried",
      ...jsonBody("NewKey"),
      responses: {
        ...answers("The site, and what its new key may do.", "ConnectedSite"),
        ...failures([...OF_A_SITE, ...CHECKED]),
      },
    },
  },
};

/** The parameters of a list in pages. */
export function pageParameters(usual: number, most: number) {
  const limit = { type: "integer", minimum: 1, maximum: most, default: usual };
  const description = "The next of the page before.";
  return [
    { name: "limit", in: "query", schema: limit },
    { name: "after", in: "query", description, schema: { type: "string" } },
  ];
}

function flag(name: string, description: string) {
  return { name, in: "query", description, schema: { type: "boolean", default: false } };
}

function json(schema: string) {
  return {
    content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

function jsonBody(schema: string) {
  return { requestBody: { required: true, ...json(schema) } };
}
