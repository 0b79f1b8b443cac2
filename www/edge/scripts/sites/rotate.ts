import { parseArgs } from "node:util";
import { Refusal } from "../../src/problem.js";
import {
  entryKey,
  readEntry,
  type SiteEntry,
  sealedUnder,
  writeEntry,
} from "../../src/sites/entry.js";
import type { MasterSecrets } from "../../src/sites/sealed.js";
import { openStore } from "./store.js";
import { secretsOfEnvironment, UsageError, WHERE } from "./usage.js";

/**
 * Seals every key again that is not under the first master secret, or whose entry lacks its
 * installation; prints what stays closed.
 */
export async function rotateSites(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: WHERE });
  const secrets = secretsOfEnvironment();
  const store = await openStore(values);
  const sites = await store.list();
  const found = await store.read(sites.map(({ id }) => entryKey(id)));
  const resealedEntries: SiteEntry[] = [];
  const closed: string[] = [];
  for (const { id, installation } of sites) {
    const value = found.get(entryKey(id));
    if (value === undefined) continue;
    const entry = await resealed(id, value, secrets);
    // The name is not enough: an earlier secret may have had it.
    if (typeof entry === "string") closed.push(`${id}: ${entry}`);
    else if (sealedUnder(value) !== secrets[0].name || installation === null)
      resealedEntries.push(entry);
  }
  if (resealedEntries.length > 0) await store.put(resealedEntries);
  console.error(
    `${resealedEntries.length} of ${sites.length} keys sealed again under ${secrets[0].name}.`,
  );
  if (closed.length > 0) throw new UsageError(closed.join("\n"));
}

async function resealed(
  id: string,
  value: string,
  secrets: MasterSecrets,
): Promise<SiteEntry | string> {
  try {
    return await writeEntry(await readEntry(id, value, secrets), secrets);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return `${thrown.message} ${thrown.problem.hint}`;
  }
}
