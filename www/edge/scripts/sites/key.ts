import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { UsageError } from "./usage.js";

/** Hides what is typed. */
const SILENCE = new Writable({ write: (_chunk, _encoding, done) => done() });

/** The key of the shop, typed without echo or piped in. Others could see an argument. */
export async function readKey(): Promise<string> {
  const key = (process.stdin.isTTY ? await ask() : await text(process.stdin)).trim();
  if (key === "") throw new UsageError("No key was given.");
  return key;
}

async function ask(): Promise<string> {
  process.stderr.write("Key of the shop's Webservice: ");
  const lines = createInterface({ input: process.stdin, output: SILENCE, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
