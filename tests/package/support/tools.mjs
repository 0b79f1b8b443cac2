// Tools that have a workspace of their own, because some of them need an older compiler.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(new URL("../tools/package.json", import.meta.url));

/** The folder of a package, which may not export its package.json. */
export function folderOf(name) {
  const folders = require.resolve.paths(name).map((modules) => join(modules, name));
  const folder = folders.find((one) => existsSync(join(one, "package.json")));
  if (folder === undefined) throw new Error(`${name} is not installed`);
  return folder;
}

export const versionOf = (name) =>
  JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8")).version;
