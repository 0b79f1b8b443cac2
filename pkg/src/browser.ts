import { isWasm, notLoaded, provide } from "./runtime.js";

provide(async () => {
  let from = "prestashop_bg.wasm";
  try {
    const address = new URL("./wasm/prestashop_bg.wasm", import.meta.url);
    from = address.href;
    // Compiled aside: a page goes on meanwhile. Needs no content type of the server.
    return await WebAssembly.compile(await downloaded(address));
  } catch (cause) {
    throw notLoaded(from, cause);
  }
});

async function downloaded(address: URL): Promise<ArrayBuffer> {
  const response = await fetch(address).catch((thrown) => {
    const advice =
      address.protocol === "file:"
        ? "Nothing is fetched from files: serve the page over HTTP, or bundle for Node."
        : "If there is a network, add this address to `connect-src` of the page's Content-Security-Policy.";
    throw new Error(`${thrown?.message ?? thrown}. ${advice}`);
  });
  const bytes = await response.arrayBuffer();
  if (response.ok && isWasm(new Uint8Array(bytes))) return bytes;
  const type = response.headers.get("content-type") ?? "no content type";
  throw new Error(`the answer has status ${response.status} and ${type}, and is no WebAssembly`);
}

export * from "./index.js";
