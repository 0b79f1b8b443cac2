// Angular, by the builder that its command line uses. It follows no `new URL(…, import.meta.url)`:
// its configuration takes the file along, and the app hands it over.
import { mkdir, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { inspectOutput } from "../support/output.mjs";
import { run } from "../support/run.mjs";
import { serve } from "../support/site.mjs";
import { folderOf, versionOf } from "../support/tools.mjs";
import { missing, visit } from "../support/visit.mjs";

export const ROWS = [
  {
    name: `Angular ${versionOf("@angular/build")}, in Chromium`,
    missing: () => missing("Chromium"),
    run: runBundled,
  },
];

/** What the app imports, and the builder. */
const INSTALLED = ["build", "common", "compiler", "core", "platform-browser"];

async function runBundled(context) {
  const { folder } = context;
  // Angular takes nothing from outside of the folder of its configuration.
  await rename(join(folder, "angular/angular.json"), join(folder, "angular.json"));
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@angular"));
  for (const name of INSTALLED) {
    await symlink(folderOf(`@angular/${name}`), join(modules, "@angular", name), "dir");
  }
  for (const name of ["rxjs", "tslib"]) await symlink(folderOf(name), join(modules, name), "dir");
  const program = join(folderOf("@angular-devkit/architect"), "bin/cli.js");
  await run(process.execPath, [program, "app:build"], folder);
  const output = join(folder, "out/browser");
  const site = await serve(output, context.shop);
  try {
    const reports = await visit("Chromium", `${site.url}/index.html`, context);
    return { ...reports, ...(await inspectOutput(output)) };
  } finally {
    await site.close();
  }
}
