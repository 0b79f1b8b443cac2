// What administrators send and get of sites.
const A_TEXT = { type: "string" };
const NULLABLE_TEXT = { type: ["string", "null"] };
const ID = { ...A_TEXT, pattern: "^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$" };

const FIELDS = {
  name: { ...A_TEXT, maxLength: 100, description: "For people." },
  url: {
    ...A_TEXT,
    maxLength: 2_048,
    description: "The address of the shop; https is added where no scheme is given.",
  },
  shopId: { type: "integer", minimum: 1, description: "Of a shop in a multistore." },
  defaultLanguage: {
    type: ["integer", "string"],
    description: "The id or ISO code of the language of answers.",
  },
  auth: { enum: ["basic", "query"], description: "query: the key is sent in the address." },
  installation: {
    ...ID,
    description: "Names the PrestaShop behind it where its origin does not.",
  },
};
const KEY = { ...A_TEXT, description: "The key of the shop's Webservice. Never shown again." };
const UNCHECKED = {
  type: "boolean",
  default: false,
  description: "true: the key is stored without trying it at the shop.",
};

const A_SITE = members({ id: ID, ...FIELDS }, ["id", "name", "url"]);

/** By name. */
export const ADMIN_SITE_SCHEMAS = {
  ManagedSites: members({
    sites: {
      type: "array",
      items: members({
        id: ID,
        name: A_TEXT,
        installation: {
          ...NULLABLE_TEXT,
          description: "The PrestaShop behind it: its name, or the origin of its address.",
        },
      }),
    },
    next: { ...NULLABLE_TEXT, description: "The after of the next page; null on the last." },
  }),
  ManagedSite: members({ site: A_SITE }),
  NewSite: members(
    {
      id: { ...ID, description: "Made of the name or the address if it is left out." },
      ...FIELDS,
      key: KEY,
      unchecked: UNCHECKED,
    },
    ["url", "key"],
  ),
  SiteChange: members({ id: ID, ...FIELDS, key: KEY, unchecked: UNCHECKED }, ["url"]),
  NewKey: members({ key: KEY, unchecked: UNCHECKED }, ["key"]),
  ConnectedSite: members({
    site: A_SITE,
    access: {
      description: "As check_access answers; null where the key was not tried.",
      oneOf: [{ type: "null" }, { $ref: "#/components/schemas/CheckAccessOutput" }],
    },
  }),
  ImportLine: {
    oneOf: [
      members({
        row: { type: "integer", description: "As a spreadsheet counts: the header is row 1." },
        id: { ...NULLABLE_TEXT, description: "null where the row names no site." },
        result: { enum: ["added", "replaced", "unchanged", "failed"] },
        verdict: { ...NULLABLE_TEXT, description: "Of check_access; null where it was not run." },
        summary: NULLABLE_TEXT,
        problem: {
          description: "Why it failed; null where it did not.",
          oneOf: [
            { type: "null" },
            members({
              kind: A_TEXT,
              detail: A_TEXT,
              hint: A_TEXT,
              field: NULLABLE_TEXT,
              retryable: { type: "boolean" },
            }),
          ],
        },
      }),
      members({
        done: { const: true },
        rows: { type: "integer" },
        added: { type: "integer" },
        replaced: { type: "integer" },
        unchanged: { type: "integer" },
        failed: { type: "integer" },
      }),
    ],
  },
};

/** An object with these members, of which all or some are always there. */
function members(properties: Record<string, object>, required = Object.keys(properties)) {
  return { type: "object", properties, required, additionalProperties: false };
}
