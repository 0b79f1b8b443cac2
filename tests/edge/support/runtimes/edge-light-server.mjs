// A program: serves the worker that is built for Vercel in the edge runtime, as Vercel deploys it.
import { readFile } from "node:fs/promises";
import { EdgeRuntime, runServer } from "edge-runtime";
import { build } from "esbuild";
import { BUILT, built, WASM } from "./built.mjs";

/** The global under which the deployed module is found. */
const DEPLOYED = "wasm_0";

/** `x.wasm?module` is the module that is deployed beside the code. */
const moduleImports = {
  name: "module-imports",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "deployed" }));
    onLoad({ filter: /./, namespace: "deployed" }, () => ({
      contents: `export default globalThis.${DEPLOYED};`,
    }));
  },
};

const { outputFiles } = await build({
  stdin: {
    contents: `
      import handler from ${JSON.stringify(built("vercel.js"))};
      addEventListener("fetch", (event) => event.respondWith(handler(event.request)));
    `,
    resolveDir: BUILT,
  },
  bundle: true,
  write: false,
  format: "iife",
  target: "es2022",
  plugins: [moduleImports],
  logLevel: "silent",
});
const module = await WebAssembly.compile(await readFile(built(WASM)));
const runtime = new EdgeRuntime({
  initialCode: outputFiles[0].text,
  codeGeneration: { strings: false, wasm: false },
  extend: (context) =>
    Object.assign(context, { [DEPLOYED]: module, process: { env: { ...process.env } } }),
});
const { url } = await runServer({ runtime, host: "127.0.0.1", port: Number(process.env.PORT) });
console.error(`listening on ${url.replace(/\/$/, "")}`);
