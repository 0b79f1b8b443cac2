import { LEFT_BEHIND, provide } from "./runtime.js";

provide(async () => {
  const response = await fetch(new URL("./wasm/prestashop_bg.wasm", import.meta.url));
  if (!response.ok) {
    throw new Error(
      `The WebAssembly of @aismarttalk/prestashop answers with status ${response.status}. ${LEFT_BEHIND}`,
    );
  }
  // Compiled aside: a page goes on meanwhile. Needs no content type of the server.
  return WebAssembly.compile(await response.arrayBuffer());
});

export * from "./index.js";
