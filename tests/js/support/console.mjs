// Parts of the console that need no browser.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCES = fileURLToPath(new URL("../../../www/console/src/", import.meta.url));

/** The exports of modules of the console, by their paths below its `src`. */
export async function consoleModules(...paths) {
  const contents = paths.map((path) => `export * from "./${path}";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SOURCES, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    define: { "import.meta.env": "{}" },
  });
  const [{ text }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}
