import type { Context } from "hono";
import { reaches } from "../callers/caller.js";
import { readSiteCsv } from "../connecting/csv.js";
import { importRows, type RowResult } from "../connecting/import.js";
import type { Env } from "../http/context.js";
import { readCsvText } from "../limits/body.js";
import { refusal } from "../problem.js";
import { askingOf, changeable } from "./changeable.js";

/** What became of all rows; the last line of an answer that is whole. */
type Totals = { done: true; rows: number } & Record<RowResult["result"], number>;

/**
 * Stores the sites of a CSV, and answers with a line of JSON for each row as soon as it is done, and a
 * last one with the totals.
 */
export async function importSites(context: Context<Env>): Promise<Response> {
  const { service, caller } = context.var;
  const connecting = changeable(context);
  const [isUnchecked, replaces] = [flag(context, "unchecked"), flag(context, "replace")];
  const rows = readSiteCsv(await readCsvText(context.req.raw, service.settings.bodyMs));
  const results = importRows({ ...connecting, shutdown: service.shutdown }, rows, {
    isUnchecked,
    replaces,
    mayManage: (id) => reaches(caller, id),
    ...askingOf(context),
  });
  const headers = { "Content-Type": "application/x-ndjson" };
  return context.body(linesOf(withTotals(results)), 200, headers);
}

async function* withTotals(results: AsyncGenerator<RowResult>): AsyncGenerator<RowResult | Totals> {
  const totals: Totals = { done: true, rows: 0, added: 0, replaced: 0, unchanged: 0, failed: 0 };
  for await (const one of results) {
    totals.rows += 1;
    totals[one.result] += 1;
    yield one;
  }
  yield totals;
}

/** A line of JSON for each value, made when it can be sent. */
function linesOf(values: AsyncGenerator<unknown>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await values.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    // Whoever sent the table is gone: rows that have begun are still done.
    cancel: async () => {
      await values.return(undefined);
    },
  });
}

function flag({ req }: Context<Env>, name: string): boolean {
  const word = req.query(name) ?? "false";
  if (word === "true" || word === "false") return word === "true";
  throw refusal("invalid_request", `\`${name}\` is neither true nor false.`, { field: name });
}
