import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { publicFetch } from "../../entries/public-fetch.js";
import { readSiteCsv } from "../../src/connecting/csv.js";
import { type Importing, importRows, type RowResult } from "../../src/connecting/import.js";
import { openGate } from "../../src/limits/gate.js";
import { memoryPace } from "../../src/limits/pace.js";
import { readSettings } from "../../src/settings.js";
import { memoryCache } from "../../src/shop/cache.js";
import { openShutdown } from "../../src/shutdown.js";
import { childOf } from "../../src/tracing/traceparent.js";
import { entrySites } from "./entry-sites.js";
import { openStore } from "./store.js";
import { secretsOfEnvironment, UsageError, WHERE } from "./usage.js";

const IMPORT_OPTIONS = {
  ...WHERE,
  unchecked: { type: "boolean", default: false },
  replace: { type: "boolean", default: false },
  private: { type: "boolean", default: false },
} as const;

/** Stores the sites of a CSV, and prints what became of each row. */
export async function importFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: IMPORT_OPTIONS,
    allowPositionals: true,
  });
  const secrets = secretsOfEnvironment();
  const [name] = positionals;
  if (name === undefined) throw new UsageError("Give the name of a CSV file.");
  const rows = readSiteCsv(await textOf(name));
  const sites = await entrySites(await openStore(values), secrets);
  const addresses = { mayBePrivate: values.private };
  const settings = { ...readSettings({}), addresses };
  const importing: Importing = {
    settings,
    ...{ sites, siteStore: sites, cache: memoryCache(), pace: memoryPace() },
    ...{ send: publicFetch(addresses), shutdown: openShutdown(), gate: openGate(settings.shop) },
  };
  const manner = {
    isUnchecked: values.unchecked,
    replaces: values.replace,
    mayManage: () => true,
    trace: childOf(undefined),
  };
  let failed = 0;
  try {
    for await (const result of importRows(importing, rows, manner)) {
      if (result.result === "failed") failed += 1;
      console.log(lineOf(result));
      await sites.flushIfMany();
    }
  } finally {
    await sites.flush();
  }
  if (failed > 0) throw new UsageError(`${failed} of ${rows.length} rows failed.`);
}

async function textOf(name: string): Promise<string> {
  // npm changes the folder, and says where it was called.
  const path = resolve(process.env.INIT_CWD ?? ".", name);
  try {
    return await readFile(path, "utf8");
  } catch (thrown) {
    throw new UsageError(`${path} cannot be read (${(thrown as { code?: string }).code}).`);
  }
}

function lineOf({ row, id, result, verdict, problem }: RowResult): string {
  const why = problem === null ? (verdict ?? "") : `${problem.detail} ${problem.hint}`.trim();
  return [row, id ?? "", result, why].join("\t");
}
