// What was bundled for a server, where nothing else is.
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * Runs `file` of the bundle `output` with the shop: what it reports. The packages it was made of
 * are gone then, and it is started in a folder that is not its own.
 */
export async function runAlone({ folder, shop, key }, output, file, line = [process.execPath]) {
  await rm(join(folder, "node_modules"), { recursive: true });
  const moved = join(folder, "deployed");
  await rename(join(folder, output), moved);
  const elsewhere = join(folder, "elsewhere");
  await mkdir(elsewhere);
  const [program, ...args] = line;
  const env = { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
  return JSON.parse(await run(program, [...args, join(moved, file), shop, key], elsewhere, env));
}
