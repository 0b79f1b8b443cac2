// What a bundler has made: the WebAssembly once, as a file.
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** The start of every WebAssembly in Base64. */
const INLINED = "AGFzbQ";

/** The names of the two checks of an output. */
export const OUTPUT_CHECKS = ["one .wasm", "none inlined"];

/** The WebAssembly files of a folder, by their paths in it. */
export async function wasmFiles(folder) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => extname(file) === ".wasm");
}

/** Looks through the folder of an output. */
export async function inspectOutput(folder) {
  const wasm = await wasmFiles(folder);
  const code = (await readdir(folder, { recursive: true })).filter((file) =>
    /\.[cm]?js$/.test(file),
  );
  const texts = await Promise.all(code.map((file) => readFile(join(folder, file), "utf8")));
  const inlined = code.filter((_, at) => texts[at].includes(INLINED));
  return {
    "one .wasm": wasm.length === 1 ? "ok" : `${wasm.length} files: ${wasm.join(", ")}`,
    "none inlined":
      code.length > 0 && inlined.length === 0 ? "ok" : `inlined in ${inlined} of ${code.length}`,
  };
}
