// What a bundler has made: the WebAssembly once, as a file.
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const COPY = fileURLToPath(new URL("../../../pkg/dist/wasm/inline.js", import.meta.url));

/** How the WebAssembly starts in Base64: as it is, and the copy that servers have in their code. */
const INLINED = ["AGFzbQ", /"(.{40})/.exec(readFileSync(COPY, "utf8"))[1]];

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
  const inlined = code.filter((_, at) => INLINED.some((start) => texts[at].includes(start)));
  return {
    "one .wasm": wasm.length === 1 ? "ok" : `${wasm.length} files: ${wasm.join(", ")}`,
    "none inlined":
      code.length > 0 && inlined.length === 0 ? "ok" : `inlined in ${inlined} of ${code.length}`,
  };
}
