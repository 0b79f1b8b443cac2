// Folders as people have them after `npm install`: the packed package, and what the kits are made of.
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../package/support/run.mjs";

export const EXAMPLES = fileURLToPath(new URL("../../../www/examples/", import.meta.url));
const PLACES = ["../node_modules/", "../../../node_modules/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const require = createRequire(import.meta.url);
const TSC = join(require.resolve("typescript/package.json"), "../bin/tsc");

/** What `npm install` of these names would put into the folder, as links. */
export async function install(folder, names) {
  for (const name of names) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await placeOf(name), link, "junction");
  }
}

/** The version of a package that the tests have. */
export async function versionOf(name) {
  return (await manifestOf(await placeOf(name))).version;
}

const manifestOf = async (folder) => JSON.parse(await readFile(join(folder, "package.json")));

async function placeOf(name) {
  for (const place of PLACES) {
    const folder = join(place, name);
    if (await manifestOf(folder).catch(() => null)) return folder;
  }
  throw new Error(`${name} is not installed`);
}

/** The packages that an example names, by its `package.json`: `{ name: version }`. */
export async function packagesOf(example) {
  const { dependencies, devDependencies } = await manifestOf(join(EXAMPLES, example));
  return { ...dependencies, ...devDependencies };
}

/** Puts the example into the folder. */
export const copyExample = (example, folder) =>
  cp(join(EXAMPLES, example), join(folder, example), { recursive: true });

/** What the compiler says with the project's own settings; empty where it finds nothing. */
export const compile = (folder, ...flags) => run(process.execPath, [TSC, ...flags], folder);
