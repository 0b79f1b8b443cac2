// What the build of the worker leaves behind.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OUTPUT = fileURLToPath(new URL("../../../../www/edge/dist/", import.meta.url));

/** A built file, by its path in the output. */
export function built(file) {
  const path = join(OUTPUT, file);
  if (!existsSync(path)) throw new Error("The worker is not built: npm run build.");
  return path;
}

/** The folder of the output. */
export const BUILT = OUTPUT;
/** The WebAssembly beside the code. */
export const WASM = "wasm/prestashop_bg.wasm";
