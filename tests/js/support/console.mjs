// Parts of the console that need no browser, built as the page is built.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { build } from "vite";

const CONSOLE = fileURLToPath(new URL("../../../www/console/", import.meta.url));
const ENTRY = "\0tested.ts";

const inModule = (code) =>
  import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);

/** The exports of modules of the console, by their paths below its `src`. */
export async function consoleModules(...paths) {
  const { languageParts } = await inModule(await plugin());
  const contents = paths.map((path) => `export * from "${CONSOLE}src/${path}";`).join("\n");
  const { output } = await build({
    root: CONSOLE,
    configFile: false,
    logLevel: "silent",
    plugins: [languageParts(), entry(contents)],
    build: {
      target: "es2022",
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: ENTRY,
        preserveEntrySignatures: "strict",
        output: { codeSplitting: false },
      },
    },
  });
  return inModule(output[0].code);
}

async function plugin() {
  const source = await readFile(`${CONSOLE}languages.ts`, "utf8");
  return (await transform(source, { loader: "ts" })).code;
}

function entry(contents) {
  return {
    name: "tested",
    resolveId: (id) => (id === ENTRY ? id : null),
    load: (id) => (id === ENTRY ? contents : null),
  };
}
