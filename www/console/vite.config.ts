import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  resolve: {
    alias: { "demo-store": inRepository("demo-store/dist/demo_store.js") },
  },
  server: {
    // Both WebAssembly modules lie outside this folder.
    fs: { allow: [inRepository("")] },
  },
  build: {
    target: "es2022",
    // The page's policy allows no data: modules and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
