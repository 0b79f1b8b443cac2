// A built page, served from sub-paths as any static host would.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

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
 * Builds the page in a folder of the repository and serves it; `{ url, urls, … }`. Each has a build of its own, since several may be made of one folder at a time. What the
 * page is told of servers beside it comes from `variables`, which may start them for its origin.
 * One and the same build lies in each of the `folders`; `isCompressed` sends it as brotli.
 */
export async function serveSite(
  source,
  variables = async () => ({}),
  { folders = [FOLDER], isCompressed = false } = {},
) {
  const sent = [];
  let built;
  const rebuild = async (told = {}, isHalfUploaded = false) => {
    const before = built;
    const next = await mkdtemp(join(tmpdir(), "site-"));
    build(join(ROOT, source), next, told);
    if (isHalfUploaded) await appendFile(join(next, "index.html"), "<!-- another build -->");
    built = next;
    if (before !== undefined) await rm(before, { recursive: true });
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = fileOf(built, folders, pathname);
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (body === null) return response.writeHead(404).end();
    const headers = {
      "Content-Type": TYPES[extname(file)] ?? "text/plain",
      // What is named by its content never changes.
      "Cache-Control": pathname.includes("/assets/") ? "max-age=31536000, immutable" : "no-cache",
    };
    const isBrotli = isCompressed && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    if (isBrotli) headers["Content-Encoding"] = "br";
    const content = isBrotli ? brotli(body) : body;
    sent.push({ path: pathname, bytes: content.length });
    response.writeHead(200, headers).end(content);
  });
  const listen = (port) => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const ended = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await ended;
  };
  await rebuild(await variables(origin));
  const urls = folders.map((folder) => origin + folder);
  return {
    url: urls[0],
    urls,
    /** Every answer with its body's size on the line. */
    sent,
    /**
     * Puts another build in the place of this one; one that is half uploaded has a page that is not
     * its own.
     */
    rebuild,
    /** Until `comeBack` nobody answers at this address. */
    goAway: stop,
    comeBack: () => listen(port),
    close: async () => {
      await stop();
      await rm(built, { recursive: true });
    },
  };
}

const compressed = new Map();

/** As a host sends what it has compressed beforehand. */
function brotli(body) {
  const digest = createHash("sha256").update(body).digest("hex");
  const known = compressed.get(digest);
  if (known !== undefined) return known;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  const made = brotliCompressSync(body, { params });
  compressed.set(digest, made);
  return made;
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

/** The deepest folder is the one that is meant: others may hold it. */
function fileOf(built, folders, pathname) {
  const holding = folders.filter((folder) => pathname.startsWith(folder));
  const [folder] = holding.sort((one, other) => other.length - one.length);
  if (folder === undefined) return null;
  const inside = normalize(pathname.slice(folder.length) || "index.html");
  return inside.startsWith("..") ? null : join(built, inside);
}
