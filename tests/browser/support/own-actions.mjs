// A worker with actions that neither the package nor the page knows: one that writes, as
// tests/edge has it, and one that reads what it writes.
import { serve } from "@hono/node-server";
import { makeCaller } from "../../edge/support/callers.mjs";
import { load } from "../../edge/support/here.mjs";
import { UPDATE_MANUFACTURER } from "../../edge/support/own-action.mjs";

/** The most characters of a name, and how many of them are shown. */
export const NAME_LENGTHS = { max_length: 64, shown_length: 20 };

const { writes } = UPDATE_MANUFACTURER;
const UPDATE = {
  ...UPDATE_MANUFACTURER,
  writes: {
    ...writes,
    fields: { ...writes.fields, new_name: { ...writes.fields.new_name, ...NAME_LENGTHS } },
  },
};

const TEXT = { type: "string" };
const ID = { type: "integer", minimum: 1 };

const READ = {
  name: "get_manufacturer",
  title: "Get Manufacturer",
  description: "Reads a manufacturer, with its texts in one language. Changes nothing.",
  example: { id: 1 },
  inputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: { id: ID, language: { type: ["integer", "string"] } },
    required: ["id"],
    additionalProperties: false,
  },
  outputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      manufacturers: {
        type: "array",
        items: { type: "object", properties: { id: ID, name: TEXT, description: TEXT } },
      },
    },
    required: ["manufacturers"],
    additionalProperties: false,
  },
  annotations: {
    title: "Get Manufacturer",
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  needs: [{ resource: "manufacturers", method: "GET" }],
  writes: null,
  run: async (client, { id, language = 1 }, { signal }) => {
    const found = await client.resource("manufacturers").get(id, { language: [language], signal });
    const { name, description } = found;
    return { manufacturers: [{ id, name, description: description[language] }] };
  },
};

/** Tokens by what they are for. */
const CALLERS = {
  writer: {},
  blind: { level: [UPDATE.name, "list_languages"] },
};

/** Starts the worker in this process, for pages of one origin; `{ url, tokens, stop }`. */
export async function startOwnActions({ url: shop, keys }, origin) {
  const { createWorker, PACKAGE_ACTIONS } = await load("worker.ts", "actions/of-package.ts");
  const callers = Object.entries(CALLERS).map(([name, more]) => [name, makeCaller(name, more)]);
  const environment = {
    SITES: JSON.stringify({ shop: { name: "Shop 1", url: shop, key: keys.everything } }),
    CALLERS: JSON.stringify(callers.map(([, { entry }]) => entry)),
    ALLOWED_ORIGINS: origin,
    RATE_PER_MINUTE: "100000",
  };
  const worker = createWorker(environment, { log: () => {} }, [...PACKAGE_ACTIONS, UPDATE, READ]);
  let server;
  const { port } = await new Promise((resolve) => {
    server = serve(
      { fetch: (request) => worker(request), port: 0, hostname: "127.0.0.1" },
      resolve,
    );
  });
  return {
    url: `http://127.0.0.1:${port}`,
    tokens: Object.fromEntries(callers.map(([name, { token }]) => [name, token])),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
