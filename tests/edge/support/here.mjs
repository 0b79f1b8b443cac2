// The sources of the worker in this process, over real HTTP: for what no runtime lends by itself,
// such as a journal that fails.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "@hono/node-server";
import { build } from "esbuild";
import { oauthLibrary } from "../../../www/edge/scripts/oauth-library.mjs";

const SOURCES = fileURLToPath(new URL("../../../www/edge/src", import.meta.url));

const OUTPUT = join(SOURCES, "../dist");

/** Loads what files of the worker export, by their paths in its sources. */
export async function load(...files) {
  // Packages are found from here, and git does not look.
  await mkdir(OUTPUT, { recursive: true });
  const folder = await mkdtemp(join(OUTPUT, "test-"));
  try {
    const outfile = join(folder, "loaded.mjs");
    const contents = files.map((file) => `export * from "./${file}";`).join("\n");
    await build({
      stdin: { contents, resolveDir: SOURCES, loader: "ts" },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      // Of Cloudflare's own, what this process lacks is put into the file.
      plugins: [
        oauthLibrary({
          resolve: fileURLToPath(import.meta.resolve("@cloudflare/workers-oauth-provider")),
        }),
      ],
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Serves a worker, with what a runtime would lend it, and with these actions or those of the package;
 * `{ url, fetch, lines, stop }`.
 */
export async function serveHere(createWorker, environment, host = {}, actions = undefined) {
  const lines = [];
  const worker = createWorker(environment, { ...host, log: (line) => lines.push(line) }, actions);
  let server;
  const { port } = await new Promise((resolve) => {
    server = serve(
      { fetch: (request) => worker(request), port: 0, hostname: "127.0.0.1" },
      resolve,
    );
  });
  return {
    lines,
    url: `http://127.0.0.1:${port}`,
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
