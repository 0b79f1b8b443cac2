// The package as `npm pack` makes it, installed in folders outside the repository.
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const PACKAGE = fileURLToPath(new URL("../../../pkg/", import.meta.url));
const APPS = fileURLToPath(new URL("../apps/", import.meta.url));

/**
 * Packs once; `{ tarball, files, folder, remove }`, where `folder()` is a new one, with the apps,
 * or with the files of another folder, or with the package alone for `null`.
 */
export async function packPackage() {
  const root = await realpath(await mkdtemp(join(tmpdir(), "prestashop-package-")));
  const printed = await run(NPM, ["pack", "--json", "--pack-destination", root], PACKAGE);
  // npm has told one package as a list and by its name.
  const [{ filename, files }] = Object.values(JSON.parse(printed));
  const tarball = join(root, filename);
  const installed = join(root, "installed");
  await mkdir(installed);
  await writeFile(join(installed, "package.json"), JSON.stringify({ private: true }));
  await run(NPM, ["install", "--offline", "--no-audit", "--no-fund", tarball], installed);
  let made = 0;
  return {
    tarball,
    files: files.map(({ path }) => path),
    folder: async (files = APPS) => {
      made += 1;
      const folder = join(root, String(made));
      await cp(installed, folder, { recursive: true });
      if (files !== null) await cp(files, folder, { recursive: true });
      return folder;
    },
    remove: () => rm(root, { recursive: true, maxRetries: 5 }),
  };
}

const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
