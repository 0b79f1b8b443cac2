import type { Caller } from "../callers/caller.js";
import { mayRun } from "../callers/caller.js";
import type { Catalogue } from "../catalogue/action.js";
import { typesOf } from "../catalogue/as-declared.js";
import type { Input } from "../catalogue/outcome.js";
import { isObject } from "../json.js";
import { bodyParts, MOST_BYTES, malformed, parsedBody, readJson } from "../limits/body.js";
import { refusal } from "../problem.js";
import { csvRecords } from "./csv.js";
import { type Draft, MOST_ITEMS } from "./job.js";

/** Read as a whole. */
const MOST_JSON_BYTES = 8 << 20;
/** Read line by line. */
const MOST_STREAM_BYTES = 64 << 20;
/** Milliseconds for a body of that size. */
const BODY_MS = 120_000;
const STREAM = { mostMs: BODY_MS, mostBytes: MOST_STREAM_BYTES };

/** A draft, and where it stands in the body, for problems. */
export interface PlacedDraft {
  draft: Draft;
  place: string;
}

/** By media type: how the items of a body are read. */
const READERS: Readonly<
  Record<string, (request: Request, action: string, schema: object) => AsyncIterable<PlacedDraft>>
> = {
  "application/json": (request) => ofJson(request),
  "application/x-ndjson": (request) => ofLines(request),
  "text/csv": (request, action, schema) => ofCsv(request, action, schema),
};

/**
 * The items of a request, as they come in: JSON `{ items: [{ action, input }] }`, a line of JSON for
 * each, or CSV with the parameters of one action as its columns.
 * @throws Refusal for another media type, or where the body is wrong
 */
export function draftsIn(
  request: Request,
  action: string | undefined,
  catalogue: Catalogue,
): AsyncIterable<PlacedDraft> {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
  const read = READERS[type ?? ""];
  if (read === undefined) {
    throw refusal("unsupported_media_type", "The body is neither JSON nor CSV.", {
      hint: `Send Content-Type: ${Object.keys(READERS).join(", ")}.`,
    });
  }
  if (type !== "text/csv") return read(request, "", {});
  const schema = catalogue.find(action ?? "")?.inputSchema;
  if (action === undefined || schema === undefined) {
    throw refusal("invalid_request", "CSV needs the name of one action in the address.", {
      hint: "Add ?action=update_product_seo, or the action that the columns are parameters of.",
      field: "action",
    });
  }
  return read(request, action, schema);
}

async function* ofJson(request: Request): AsyncGenerator<PlacedDraft> {
  const body = await readJson(request, BODY_MS, MOST_JSON_BYTES);
  const items = isObject(body) ? body.items : undefined;
  if (!Array.isArray(items)) {
    throw refusal("invalid_request", "The body has no list `items`.", {
      hint: 'Send { "items": [{ "action": "update_product_seo", "input": { "id": 5, … } }] }.',
      field: "items",
    });
  }
  if (items.length > MOST_ITEMS) throw tooManyItems();
  for (const [at, one] of items.entries()) {
    const place = `items[${at}]`;
    yield { place, draft: draftOf(one, place) };
  }
}

async function* ofLines(request: Request): AsyncGenerator<PlacedDraft> {
  let waiting = "";
  let line = 0;
  const drafted = (text: string): PlacedDraft | undefined => {
    line += 1;
    const place = `line ${line}`;
    return text.trim() === "" ? undefined : { place, draft: draftOf(parsedBody(text), place) };
  };
  for await (const part of bodyParts(request, STREAM)) {
    const lines = part.split("\n");
    const [first = "", ...others] = lines;
    waiting += first;
    for (const next of others) {
      const placed = drafted(waiting);
      if (placed !== undefined) yield placed;
      waiting = next;
    }
    if (waiting.length > MOST_BYTES)
      throw malformed(`has a line that is too long, line ${line + 1}`);
  }
  const last = drafted(waiting);
  if (last !== undefined) yield last;
}

function draftOf(given: unknown, place: string): Draft {
  const { action, input, ...others } = isObject(given) ? given : { action: undefined };
  if (typeof action === "string" && isObject(input) && Object.keys(others).length === 0) {
    return { action, input };
  }
  throw refusal("invalid_request", `${place} is not an item.`, {
    hint: 'An item is { "action": "update_product_seo", "input": { "id": 5, … } }.',
    field: place,
  });
}

async function* ofCsv(
  request: Request,
  action: string,
  schema: object,
): AsyncGenerator<PlacedDraft> {
  let columns: Column[] | undefined;
  for await (const { line, cells } of csvRecords(bodyParts(request, STREAM))) {
    if (columns === undefined) {
      columns = columnsOf(cells, schema);
      continue;
    }
    if (cells.length !== columns.length) {
      const detail = `Line ${line} has ${cells.length} cells, and the first one ${columns.length}.`;
      throw refusal("invalid_request", detail, { hint: "Put texts with delimiters in quotes." });
    }
    yield { place: `line ${line}`, draft: { action, input: inputOf(columns, cells) } };
  }
}

/** A column of a CSV: a parameter, and of a text in several languages the language. */
interface Column {
  parameter: string;
  language: string | null;
  types: readonly string[];
}

function columnsOf(header: readonly string[], schema: object): Column[] {
  const { properties = {} } = schema as { properties?: Record<string, object> };
  const columns = header.map((cell) => {
    const [, parameter = "", language = null] = /^([^:]*)(?::(.+))?$/.exec(cell.trim()) ?? [];
    const types = Object.hasOwn(properties, parameter) ? typesOf(properties[parameter]) : [];
    if (types.length > 0 && (language === null || types.includes("object"))) {
      return { parameter, language, types };
    }
    throw refusal("invalid_request", "The first line names a column that is no parameter.", {
      hint: `Columns are ${Object.keys(properties).join(", ")}; a text may be given by language, as in meta_title:fr.`,
      field: cell.trim().slice(0, 64),
    });
  });
  const twice = columns.find(({ parameter, language }, at) =>
    columns.some(
      (other, before) =>
        before < at &&
        other.parameter === parameter &&
        (language === null || other.language === null || other.language === language),
    ),
  );
  if (twice === undefined) return columns;
  throw refusal("invalid_request", "Two columns give the same parameter.", {
    hint: "Give a text once for each language, or once without one.",
    field: twice.parameter,
  });
}

/** An empty cell gives no value. */
function inputOf(columns: readonly Column[], cells: readonly string[]): Input {
  const input: Record<string, unknown> = {};
  for (const [at, { parameter, language, types }] of columns.entries()) {
    const cell = cells[at] ?? "";
    if (cell === "") continue;
    if (language === null) input[parameter] = typed(cell, types);
    else input[parameter] = { ...Object(input[parameter]), [language]: cell };
  }
  return input;
}

function typed(cell: string, types: readonly string[]): string | boolean {
  if (!types.includes("boolean")) return cell;
  const word = cell.trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : cell;
}

/**
 * Checks what needs no shop: that it is a write which the caller may make, previewed with all others.
 * @throws Refusal naming the item
 */
export function checkDraft(
  { draft: { action: name, input }, place }: PlacedDraft,
  catalogue: Catalogue,
  caller: Caller,
): void {
  const action = catalogue.find(name);
  if (action === undefined || action.reads) {
    throw refusal("invalid_request", `${place} names no action that writes.`, {
      hint: "GET /v1/actions lists the actions; those that write have no readOnlyHint.",
      field: place,
    });
  }
  if (!mayRun(caller, action)) {
    throw refusal("forbidden", `This token may not run ${name}.`, {
      hint: "Use a token whose level covers every action of the job.",
      field: place,
    });
  }
  if (input.preview === undefined && input.expect === undefined) return;
  throw refusal("invalid_request", `${place} has \`preview\` or \`expect\`.`, {
    hint: "Leave them out: a job is previewed and confirmed as a whole.",
    field: place,
  });
}

/** Refuses a job that is too large. */
export function tooManyItems() {
  return refusal("body_too_large", `A job has at most ${MOST_ITEMS} items.`, {
    hint: "Make several jobs of them.",
  });
}
