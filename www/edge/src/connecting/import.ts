import { type Problem, problemFrom, type Refusal, refusal, stopping } from "../problem.js";
import type { Shutdown } from "../shutdown.js";
import type { Site } from "../sites/site.js";
import { type Connecting, connectSite, type Manner, replaceSite } from "./connect.js";
import type { CsvSite } from "./csv.js";
import { readGiven } from "./given.js";

/** What became of a row. */
export interface RowResult {
  row: number;
  /** `null` where the row names no site. */
  id: string | null;
  result: "added" | "replaced" | "unchanged" | "failed";
  /** What the check says of the key; `null` without one. */
  verdict: string | null;
  summary: string | null;
  problem: Pick<Problem, "kind" | "detail" | "hint" | "field" | "retryable"> | null;
}

/** What importing needs. */
export interface Importing extends Connecting {
  shutdown: Shutdown;
}

/** How rows are stored. */
export interface ImportManner extends Manner {
  /** Whether a site that is there is replaced by a row that differs. */
  replaces: boolean;
  /** Whether the caller may manage the site. */
  mayManage: (id: string) => boolean;
}

/** So many shops are asked at once. */
const AT_ONCE = 8;

/**
 * Connects the site of each row, and tells of each what became of it, in their order. Rows that are
 * there already stay as they are, so a table that was cut off can be sent again.
 */
export async function* importRows(
  importing: Importing,
  rows: readonly CsvSite[],
  manner: ImportManner,
): AsyncGenerator<RowResult> {
  const seen = new Set<string>();
  const running: Promise<RowResult>[] = [];
  for (const row of rows) {
    running.push(importing.shutdown.hold(importRow(importing, row, manner, seen)));
    const first = running.length < AT_ONCE ? undefined : running.shift();
    if (first !== undefined) yield await first;
  }
  for (const last of running) yield await last;
}

async function importRow(
  importing: Importing,
  { row, given, isTooLong }: CsvSite,
  manner: ImportManner,
  seen: Set<string>,
): Promise<RowResult> {
  const nothing = { row, id: null, verdict: null, summary: null, problem: null };
  let id: string | null = null;
  try {
    if (importing.shutdown.hasBegun) throw stopping();
    if (isTooLong) throw unfit("The row has more cells than the header.");
    const { site } = readGiven(given, importing.settings.addresses);
    ({ id } = site);
    if (!manner.mayManage(id)) throw refusal("forbidden", "This token does not manage that site.");
    if (seen.has(id)) throw unfit("An earlier row has the same id.", "id");
    seen.add(id);
    const stored = await store(importing, site, manner).catch((thrown: unknown) =>
      unchangedBy(importing, site, thrown),
    );
    return { ...nothing, id, ...stored };
  } catch (thrown) {
    return { ...nothing, id, result: "failed", problem: briefly(problemFrom(thrown)) };
  }
}

type Stored = Pick<RowResult, "result"> & Partial<RowResult>;

async function store(importing: Importing, site: Site, manner: ImportManner): Promise<Stored> {
  const there = await importing.sites.find(site.id);
  if (there !== undefined && isSame(there, site)) return { result: "unchanged" };
  const isChange = there !== undefined;
  if (isChange && !manner.replaces) throw exists();
  if (isChange && (await importing.siteStore.find(site.id)) === undefined) throw ofSettings();
  const outcome = isChange
    ? await replaceSite(importing, site, manner)
    : await connectSite(importing, { id: site.id, site }, manner);
  if ("problem" in outcome) return { result: "failed", problem: briefly(outcome.problem) };
  const { access } = outcome.answer;
  return {
    result: isChange ? "replaced" : "added",
    verdict: access?.verdict ?? null,
    summary: access?.summary ?? null,
  };
}

/** Somebody else may have added the same site meanwhile. */
async function unchangedBy(importing: Importing, site: Site, thrown: unknown): Promise<Stored> {
  if (problemFrom(thrown).kind !== "site_exists") throw thrown;
  const there = await importing.sites.find(site.id);
  if (there === undefined || !isSame(there, site)) throw thrown;
  return { result: "unchanged" };
}

function isSame(one: Site, other: Site): boolean {
  const parts = ({ id, name, url, key, shopId, defaultLanguage, auth, installation }: Site) =>
    JSON.stringify([id, name, url, key, shopId, defaultLanguage, auth, installation]);
  return parts(one) === parts(other);
}

function briefly({ kind, detail, hint, field, retryable }: Problem): RowResult["problem"] {
  return { kind, detail, hint, field, retryable };
}

function unfit(detail: string, field: string | null = null): Refusal {
  return refusal("validation", detail, { field });
}

function exists(): Refusal {
  return refusal("site_exists", "There is a site of that id, and it differs.", {
    field: "id",
    hint: "Import with replace=true to replace it, or choose another id.",
  });
}

function ofSettings(): Refusal {
  return refusal("forbidden", "This site is in the setting SITES and cannot be changed here.");
}
