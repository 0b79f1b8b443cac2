// A journal's lines in a file, for runtimes that have files.
import { closeSync, openSync } from "node:fs";
import { type FileHandle, open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { SettingError } from "../src/environment.js";
import type { Log } from "../src/journal/log.js";

const LINE_END = 0x0a;
/** The file holds data of customers. */
const MODE = 0o600;
/** A lock of this age, in milliseconds, belongs to a process that died. */
const STALE_MS = 60_000;
/** How often a line is appended again if the file was replaced meanwhile. */
const MOST_TRIES = 5;

/**
 * Opens or creates the file.
 * @throws SettingError if it cannot be written
 */
export function logFile(path: string): Log & { close(): Promise<void> } {
  try {
    closeSync(openSync(path, "a", MODE));
  } catch {
    throw new SettingError("JOURNAL_FILE", "names a file that cannot be written.");
  }
  let file: FileHandle | undefined;
  /** Bytes of it that were read. */
  let read = 0;
  /** Whether it was opened since the last reading. */
  let isRewritten = false;

  const isInPlace = async (one: FileHandle): Promise<boolean> => {
    const named = await stat(path).catch(() => undefined);
    return named !== undefined && named.ino === (await one.stat()).ino;
  };
  /** The file of that name, which another process may have rewritten. */
  const current = async (): Promise<FileHandle> => {
    if (file !== undefined && (await isInPlace(file))) return file;
    await file?.close();
    file = await open(path, "a+", MODE);
    read = 0;
    isRewritten = true;
    return file;
  };
  return {
    close: async () => {
      await file?.close();
      file = undefined;
    },
    news: async () => {
      const bytes = await bytesFrom(await current(), read);
      // What follows the last line break is torn, or still being written.
      const whole = bytes.subarray(0, bytes.lastIndexOf(LINE_END) + 1);
      read += whole.length;
      const news = { lines: linesOf(whole), isRewritten };
      isRewritten = false;
      return news;
    },
    append: async (line, isFlushed) => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const file = await current();
        // A line break before it, too: it must not become part of a torn line.
        await file.appendFile(`\n${line}\n`);
        if (isFlushed) await file.datasync();
        if (await isInPlace(file)) return;
      }
      throw new Error("The journal is rewritten again and again.");
    },
    replace: async (lines) => {
      const lock = await locked(`${path}.lock`);
      if (lock === undefined) return;
      try {
        const old = await current();
        await unlink(`${path}.new`).catch(() => {});
        const fresh = await open(`${path}.new`, "ax", MODE);
        await fresh.appendFile(lines.map((line) => `${line}\n`).join(""));
        await fresh.sync();
        await rename(`${path}.new`, path);
        await flushed(dirname(path));
        // Lines that were added before the names changed are in the old file.
        await fresh.appendFile(await bytesFrom(old, read));
        await fresh.sync();
        await fresh.close();
      } finally {
        await lock.close();
        await unlink(`${path}.lock`).catch(() => {});
      }
    },
  };
}

function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.filter((line) => line !== "");
}

async function bytesFrom(file: FileHandle, from: number): Promise<Buffer> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.max(0, size - from));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

/** One process at a time rewrites the file; the others leave it. */
async function locked(path: string): Promise<FileHandle | undefined> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > STALE_MS) await unlink(path).catch(() => {});
  return open(path, "wx", MODE).catch(() => undefined);
}

/** The name of a file is in its folder, which has to be flushed separately, if the system allows it. */
async function flushed(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close();
}
