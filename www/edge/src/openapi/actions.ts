import type { Action, Need } from "../catalogue/action.js";
import { type Kind, SHOP_KINDS } from "../problem.js";
import { ANSWER_HEADERS, BODY, GUARDS, SITE, SITE_PARAMETERS } from "./operations.js";
import { failures } from "./problems.js";

/** The kinds that writes can fail with in addition. */
const OF_WRITES: readonly Kind[] = [
  "busy",
  "confirmation_invalid",
  "confirmation_required",
  "journal_unreadable",
  "journal_unwritable",
  "key_in_use",
  "key_reused",
];

/** One operation for each action, so that each has its own input and output. */
export function actionPaths(actions: readonly Action[]): Record<string, object> {
  return Object.fromEntries(
    actions.map((action) => [
      `/v1/sites/{site}/actions/${action.name}`,
      { parameters: SITE_PARAMETERS, post: operation(action) },
    ]),
  );
}

/** What actions take and answer. */
export function actionSchemas(actions: readonly Action[]): Record<string, object> {
  return Object.fromEntries(
    actions.flatMap(({ name, inputSchema, outputSchema }) => [
      [inputName(name), embedded(inputSchema)],
      [outputName(name), embedded(outputSchema)],
    ]),
  );
}

/** The name of an action's answer among the schemas, `GetProductOutput`. */
export function outputName(action: string): string {
  return `${pascal(action)}Output`;
}

/** The input of an action as parameters of an address. */
export function queryOf({ inputSchema }: Action) {
  const { properties } = inputSchema as { properties: Record<string, object> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", schema }));
}

function operation({ name, title, description, example, needs, reads }: Action) {
  const ofWrites: readonly Kind[] = reads ? [] : OF_WRITES;
  return {
    operationId: name,
    summary: title,
    description: needs.length === 0 ? description : `${description} ${rightsOf(needs)}`,
    tags: [reads ? "reading" : "writing"],
    ...(!reads && { parameters: [{ $ref: "#/components/parameters/key" }] }),
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { $ref: `#/components/schemas/${inputName(name)}` },
          example,
        },
      },
    },
    responses: {
      200: {
        description: "What the action answers.",
        headers: {
          ...ANSWER_HEADERS,
          ...(!reads && { "X-Change-Id": { $ref: "#/components/headers/X-Change-Id" } }),
        },
        content: {
          "application/json": { schema: { $ref: `#/components/schemas/${outputName(name)}` } },
        },
      },
      ...failures([...GUARDS, ...SITE, ...BODY, ...SHOP_KINDS, "time_limit", ...ofWrites]),
    },
  };
}

function rightsOf(needs: readonly Need[]): string {
  const rights = needs.map(
    ({ resource, method, required = true }) =>
      `${method} ${resource}${required ? "" : " (optional)"}`,
  );
  return `Rights of the key: ${rights.join(", ")}.`;
}

/** A schema inside a document has the dialect of the document. */
function embedded(schema: object): object {
  const { $schema: _, ...rest } = schema as { $schema?: string };
  return rest;
}

function inputName(action: string): string {
  return `${pascal(action)}Input`;
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
