// The program of the package while it runs: what it says, signals, and readers that go away.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startServer } from "../../js/support/http-server.mjs";

const PATIENCE_MS = 60_000;

/** Starts the program with words; `said(text)` waits for it on standard error, `ended` is how it ends. */
export function startProgram(program, words, { key, env = {}, cwd } = {}) {
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...process.env, NO_COLOR: "", PRESTASHOP_URL: "", PRESTASHOP_KEY: key ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE_MS,
    cwd,
  });
  const told = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    told.out += text;
  });
  child.stderr.on("data", (text) => {
    told.err += text;
  });
  const ended = once(child, "close").then(([code]) => ({ code, ...told }));
  const said = async (text) => {
    while (!told.err.includes(text)) {
      const isOver = await Promise.race([ended, once(child.stderr, "data").then(() => null)]);
      if (isOver !== null && !told.err.includes(text)) throw new Error(`It ended: ${told.err}`);
    }
  };
  return { child, told, said, ended };
}

/** Stands before a shop: `change(body)` changes what it answers, `hold(request)` may wait before that. */
export async function startProxy(shop, { change = (body) => body, hold = () => {} } = {}) {
  return startServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { authorization, "content-type": type } = request.headers;
    const told = await fetch(shop + request.url, {
      method: request.method,
      headers: { authorization, ...(type && { "content-type": type }) },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const body = change(await told.text());
    await hold(request);
    response.writeHead(told.status, {
      "content-type": told.headers.get("content-type") ?? "text/xml",
      "psws-version": told.headers.get("psws-version") ?? "",
    });
    response.end(body);
  });
}
