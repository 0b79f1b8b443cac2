// Parcel, without configuration: it reads `module`, and `exports` only where it is told to.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspectOutput } from "../support/output.mjs";
import { run } from "../support/run.mjs";
import { page, serve } from "../support/site.mjs";
import { folderOf, versionOf } from "../support/tools.mjs";
import { missing, visit } from "../support/visit.mjs";

export const ROWS = [
  {
    name: `Parcel ${versionOf("parcel")}, in Chromium`,
    missing: () => missing("Chromium"),
    run: runBundled,
  },
];

async function runBundled(context) {
  const { folder, shop } = context;
  await writeFile(join(folder, "index.html"), page("page.mjs"));
  const program = join(folderOf("parcel"), "lib/bin.js");
  const args = ["build", "index.html", "--dist-dir", "out", "--cache-dir", "cache"];
  await run(process.execPath, [program, ...args, "--no-source-maps"], folder);
  const output = join(folder, "out");
  // It writes a script into the page, which says where its files are.
  const scripts = "'wasm-unsafe-eval' 'unsafe-inline'";
  const site = await serve(output, shop, { scripts });
  try {
    const reports = await visit("Chromium", `${site.url}/index.html`, context);
    return { ...reports, ...(await inspectOutput(output)) };
  } finally {
    await site.close();
  }
}
