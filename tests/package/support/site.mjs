// A folder over HTTP, under the policy that a careful site has.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves `folder`, and `/SCRIPT.html` as a page with that module; `{ url, requested, close }`. The
 * policy may be another where that is the point, or a bundler writes what a careful site refuses.
 */
export async function serve(
  folder,
  shop,
  { scripts = "'wasm-unsafe-eval'", connect = "'self'" } = {},
) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scripts}`,
    "worker-src 'self'",
    "img-src 'self'",
    `connect-src ${connect} ${shop}`,
  ].join("; ");
  const requested = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    requested.push(pathname);
    const type = TYPES[extname(pathname)] ?? "text/plain";
    const headers = { "Content-Type": type, "Content-Security-Policy": policy };
    const body = await bodyOf(folder, pathname).catch(() => null);
    if (body === null) response.writeHead(404, headers).end();
    else response.writeHead(200, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requested,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(folder, pathname) {
  const [, script] = /^\/(.+\.m?js)\.html$/.exec(pathname) ?? [];
  if (script !== undefined) return page(script);
  if (pathname === "/favicon.ico") return "";
  const inside = normalize(pathname.slice(1));
  return inside.startsWith("..") ? null : readFile(join(folder, inside));
}

/** A page that starts one module. */
export function page(script) {
  return `<!doctype html><html lang="en"><title>${script}</title><script type="module" src="./${script}"></script></html>`;
}
