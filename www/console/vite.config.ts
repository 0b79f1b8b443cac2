import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { languageParts } from "./languages.js";
import { filesForOffline, WORKER_FILE } from "./offline/plugin.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  resolve: {
    alias: { "demo-store": inRepository("demo-store/dist/demo_store.js") },
  },
  plugins: [languageParts(), filesForOffline()],
  server: {
    // Both WebAssembly modules lie outside this folder.
    fs: { allow: [inRepository("")] },
  },
  build: {
    target: "es2022",
    // The page's policy allows no data: modules and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here("index.html"), offline: here("offline/worker.ts") },
      output: {
        entryFileNames: ({ name }) =>
          name === "offline" ? WORKER_FILE : "assets/[name]-[hash].js",
        // What every visit loads at first is one file: a dozen small ones compress worse.
        codeSplitting: {
          groups: [{ name: "first", tags: ["$initial"], test: /^(?!.*[\\/]offline[\\/])/ }],
        },
      },
    },
  },
});
