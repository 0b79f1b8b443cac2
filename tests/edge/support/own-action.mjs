// An action that the package does not have, as a user of the worker would write it: it changes
// manufacturers through the client of the package.

/** What it changes, and how it names the manufacturer. */
const WRITES = {
  resource: "manufacturers",
  through: null,
  named_by: [
    { parameter: "id", field: "id", ignores_case: false },
    { parameter: "maker", field: "name", ignores_case: true },
  ],
  fields: {
    new_name: field("name", { lasting: "Links to the maker's page may have been shared." }),
    description: field("description", { multilingual: true, html: true }),
  },
};

function field(name, more) {
  return {
    field: name,
    multilingual: false,
    max_length: null,
    shown_length: null,
    html: false,
    lasting: null,
    ...more,
  };
}

const TEXT = { type: "string" };

const EXAMPLE = { id: 1, new_name: "Clay and Leaf" };

/** `update_manufacturer`: the name of a manufacturer, and its description by the id of a language. */
export const UPDATE_MANUFACTURER = {
  name: "update_manufacturer",
  title: "Update Manufacturer",
  description: `Changes the name or the description of a manufacturer. Example input: ${JSON.stringify(EXAMPLE)}`,
  example: EXAMPLE,
  inputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      id: { type: "integer", minimum: 1 },
      maker: TEXT,
      new_name: TEXT,
      description: { type: "object", additionalProperties: TEXT },
      preview: { type: "boolean" },
      expect: TEXT,
    },
    additionalProperties: false,
  },
  outputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      written: { type: "boolean" },
      fields: { type: "array" },
      warnings: { type: "array", items: TEXT },
      token: { type: ["string", "null"] },
    },
    required: ["written", "fields", "warnings", "token"],
    additionalProperties: false,
  },
  annotations: {
    title: "Update Manufacturer",
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  needs: [
    { resource: "manufacturers", method: "GET" },
    { resource: "manufacturers", method: "PUT" },
  ],
  writes: WRITES,
  run: async (client, { id, maker, new_name, description, preview, expect }, { signal }) => {
    const makers = client.resource("manufacturers");
    const changes = { ...(new_name && { name: new_name }), ...(description && { description }) };
    const record = id ?? (await idOf(makers, maker, signal));
    const made = await makers.update(record, changes, {
      ...(preview !== undefined && { preview }),
      ...(expect !== undefined && { expect }),
      signal,
    });
    const fields = made.changes.map(({ language, ...change }) => ({
      ...change,
      language: language === null ? null : { id: language, iso_code: null },
    }));
    return { written: made.written, fields, warnings: made.warnings, token: made.token };
  },
};

async function idOf(makers, name, signal) {
  const [found] = await makers.list({ filter: { name }, display: ["id"], signal });
  // Undeclared resources have their values as texts.
  return Number(found.id);
}
