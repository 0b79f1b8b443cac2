// Somebody with an empty folder, the tarball and its README, who writes down what that shows.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packPackage } from "../../package/support/clean-folder.mjs";
import { compile, EXAMPLES, install } from "./example-folder.mjs";
import { blocksOf, filesOf, installedBy, sectionOf } from "./readme-files.mjs";

const PACKAGE = "node_modules/@aismarttalk/prestashop";

/** Packs, and reads the README in the tarball; `{ folder, section, settings, remove }`. */
export async function arrive() {
  const packed = await packPackage();
  const folder = () => packed.folder(null);
  const readme = await readFile(join(await folder(), PACKAGE, "README.md"), "utf8");
  // What it advises for programs of Node.
  const [settings] = blocksOf(readme).filter(({ code }) => /"module": "nodenext"/.test(code));
  assert.ok(settings, "the README has no tsconfig.json");
  return {
    folder,
    section: (title) => sectionOf(readme, title),
    settings: settings.code,
    remove: packed.remove,
  };
}

/**
 * Writes the files of a section into the folder and installs what it names, except `given`. Those that
 * `example` has too are the same there.
 */
export async function follow(section, folder, example, { given = [], change = asItIs } = {}) {
  const files = filesOf(section);
  assert.ok(files.length > 0, "the section has no files");
  for (const [path, text] of files) {
    const there = await readFile(join(EXAMPLES, example, path), "utf8").catch(() => text);
    assert.equal(text, there, `${path} of ${example}`);
    await write(folder, path, change(text));
  }
  await install(
    folder,
    installedBy(section).filter((name) => !given.includes(name)),
  );
  return files.map(([path]) => path);
}

const asItIs = (text) => text;

/** Writes a file, with the folders above it. */
export async function write(folder, path, text) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Compiles the folder: nothing is found in it, but then the mistake of `wrong` in the place of `right`. */
export async function checkTypes(folder, path, [right, wrong]) {
  assert.equal(await compile(folder, "--strict"), "");
  const text = await readFile(join(folder, path), "utf8");
  assert.ok(text.includes(right), `${path} has no ${right}`);
  await write(folder, path, text.replace(right, wrong));
  await assert.rejects(compile(folder, "--strict", "--noEmit"), new RegExp(path.split("/").at(-1)));
  await write(folder, path, text);
}

/** Seconds since the last call, by name, to be printed. */
export function stopwatch() {
  let last = performance.now();
  const laps = [];
  return {
    lap: (name) => {
      laps.push(`${name} ${((performance.now() - last) / 1000).toFixed(1)} s`);
      last = performance.now();
    },
    told: () => laps.join(", "),
  };
}
