// A built page, served from a sub-path as any static host would.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Not the root of the host: the page must not care. */
const FOLDER = "/some/folder/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Builds the page in a folder of the repository and serves it; `{ url, requested, close }`. Each has
 * a build of its own, since several may be made of one folder at a time. What the page is told of
 * servers beside it comes from `variables`, which may start them for its origin.
 */
export async function serveSite(source, variables = async () => ({})) {
  const built = await mkdtemp(join(tmpdir(), "site-"));
  const requested = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    requested.push(pathname);
    const file = fileOf(built, pathname);
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (body === null) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "text/plain" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  build(join(ROOT, source), built, await variables(origin));
  return {
    url: origin + FOLDER,
    requested,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(built, { recursive: true });
    },
  };
}

function build(folder, into, variables) {
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const built = spawnSync(process.execPath, [vite, "build", "--outDir", into, "--emptyOutDir"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...variables },
  });
  if (built.status !== 0) throw new Error(`vite build failed:\n${built.stdout}${built.stderr}`);
}

function fileOf(dist, pathname) {
  if (!pathname.startsWith(FOLDER)) return null;
  const inside = normalize(pathname.slice(FOLDER.length) || "index.html");
  return inside.startsWith("..") ? null : join(dist, inside);
}
