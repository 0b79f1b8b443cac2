// Programs that print their answer.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const PATIENCE_MS = 180_000;

/** What the program prints; where it fails, an error with all that it said. */
export async function run(program, args, cwd, env = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: PATIENCE_MS,
      // npm is a script there.
      shell: process.platform === "win32" && program.endsWith(".cmd"),
    });
    return stdout;
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout ?? ""}`);
  }
}

/** Why a program cannot be used here: a package that has none for this system installs all the same. */
export async function startsNot(program, args = []) {
  try {
    await run(program, [...args, "--version"], process.cwd());
    return undefined;
  } catch (error) {
    return `it does not start: ${error.message.split("\n")[0]}`;
  }
}
