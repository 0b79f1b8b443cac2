// The script that keeps sites, as people call it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { built } from "./runtimes/built.mjs";

/** Runs it in a folder; `{ code, out, said }`: what it prints as its result, and to people. `env` are further settings. */
export async function sitesScript(folder, args, { input = "", secrets = "", env = {} } = {}) {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, [built("sites.js"), ...args], {
    cwd: folder,
    env: { PATH, ...(SystemRoot && { SystemRoot }), MASTER_SECRETS: secrets, ...env },
  });
  const exit = once(child, "exit");
  // A script that refuses at once reads nothing.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, said };
}
