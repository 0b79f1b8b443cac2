import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { isObject } from "../../src/json.js";
import { PREFIX, siteOfKey } from "../../src/sites/entry.js";
import { summaryOf } from "../../src/sites/kv.js";
import type { EntryStore } from "./entry-store.js";
import { UsageError } from "./usage.js";

/** As many as Cloudflare gives at once. */
const MOST_READ = 100;

/** The program of the Wrangler that is installed with the worker; `undefined` where none is. */
export function findWrangler(): string | undefined {
  try {
    const description = createRequire(join(process.cwd(), "package.json")).resolve(
      "wrangler/package.json",
    );
    return join(description, "../bin/wrangler.js");
  } catch {
    return undefined;
  }
}

/** The namespace bound as SITES_KV, through Wrangler. */
export function wranglerStore(program: string, isLocal: boolean): EntryStore {
  const where = ["--binding", "SITES_KV", isLocal ? "--local" : "--remote"];
  const kv = (...words: string[]) => run(program, ["kv", ...words, ...where]);
  return {
    list: async () => {
      const keys = listIn(await kv("key", "list", "--prefix", PREFIX));
      return keys.flatMap((key) => {
        if (!isObject(key)) return [];
        const id = siteOfKey(String(key.name));
        return id === undefined ? [] : [summaryOf(id, key.metadata)];
      });
    },
    read: async (keys) => {
      const found = new Map<string, string>();
      for (let at = 0; at < keys.length; at += MOST_READ) {
        const wanted = keys.slice(at, at + MOST_READ);
        const json = await withFile(wanted, (file) => kv("bulk", "get", file));
        for (const [key, value] of valuesIn(json)) found.set(key, value);
      }
      return found;
    },
    put: async (entries) => {
      console.error(await withFile(entries, (file) => kv("bulk", "put", file)));
    },
    remove: async (key) => {
      console.error(await kv("key", "delete", key));
    },
  };
}

async function run(program: string, words: string[]): Promise<string> {
  const wrangler = spawn(process.execPath, [program, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed, [code]] = await Promise.all([text(wrangler.stdout), once(wrangler, "exit")]);
  if (code === 0) return printed;
  throw new UsageError(`${printed}\nwrangler ${words.join(" ")} ended with ${code}.`);
}

/** Passes data in a temporary file. */
async function withFile<T>(data: unknown, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "sites-"));
  try {
    const file = join(folder, "data.json");
    await writeFile(file, JSON.stringify(data), { mode: 0o600 });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function listIn(json: string): unknown[] {
  const list = JSON.parse(json);
  return Array.isArray(list) ? list : [];
}

/** Values by key: `{ KEY: { value } }`, with whatever Wrangler prints around it. */
function valuesIn(printed: string): [string, string][] {
  const json = printed.slice(printed.indexOf("{"), printed.lastIndexOf("}") + 1);
  const given = JSON.parse(json) as Record<string, unknown>;
  return Object.entries(given).flatMap(([key, one]) => {
    const value = isObject(one) ? one.value : one;
    return typeof value === "string" ? [[key, value] as [string, string]] : [];
  });
}
