import { parseArgs } from "node:util";
import { entryKey } from "../../src/sites/entry.js";
import { openStore } from "./store.js";
import { idFrom, UsageError, WHERE } from "./usage.js";

/** Prints ids and names. */
export async function listSites(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: WHERE });
  const store = await openStore(values);
  for (const { id, name } of await store.list()) console.log(`${id}\t${name}`);
}

/** Removes a site. */
export async function removeSite(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: WHERE, allowPositionals: true });
  const id = idFrom(positionals[0]);
  const store = await openStore(values);
  const sites = await store.list();
  if (!sites.some((one) => one.id === id)) throw new UsageError(`There is no site ${id}.`);
  await store.remove(entryKey(id));
}
