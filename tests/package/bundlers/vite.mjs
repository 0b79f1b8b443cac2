// Vite, without configuration: what it builds, and what its server gives while developing.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, createServer, version } from "vite";
import { inspectOutput } from "../support/output.mjs";
import { page, serve } from "../support/site.mjs";
import { missing, visit } from "../support/visit.mjs";

const common = { configFile: false, logLevel: "error" };

export const ROWS = [
  {
    name: `Vite ${version}, build, in Chromium`,
    missing: () => missing("Chromium"),
    run: runBuilt,
  },
  { name: `Vite ${version}, dev, in Chromium`, missing: () => missing("Chromium"), run: runServed },
];

async function runBuilt(context) {
  await writeFile(join(context.folder, "index.html"), page("page.mjs"));
  await build({ ...common, root: context.folder, build: { target: "es2022" } });
  const output = join(context.folder, "dist");
  const site = await serve(output, context.shop);
  try {
    const reports = await visit("Chromium", `${site.url}/index.html`, context);
    return { ...reports, ...(await inspectOutput(output)) };
  } finally {
    await site.close();
  }
}

async function runServed(context) {
  await writeFile(join(context.folder, "index.html"), page("page.mjs"));
  const server = await createServer({
    ...common,
    root: context.folder,
    server: { host: "127.0.0.1", port: 0 },
  });
  try {
    await server.listen();
    const { port } = server.httpServer.address();
    return await visit("Chromium", `http://127.0.0.1:${port}/`, context);
  } finally {
    await server.close();
  }
}
