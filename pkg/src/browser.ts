import { notLoaded, provide } from "./runtime.js";

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
        ? "A page that is opened as a file cannot load it: serve it over HTTP."
        : "If there is a network, add this address to `connect-src` of the page's Content-Security-Policy.";
    throw new Error(`${thrown?.message ?? thrown}. ${advice}`, { cause: thrown });
  });
  const bytes = await response.arrayBuffer();
  // "\0asm": a host may answer with a page for every address that it does not know.
  const isWasm = new Uint8Array(bytes).subarray(0, 4).join() === "0,97,115,109";
  if (response.ok && isWasm) return bytes;
  const type = response.headers.get("content-type") ?? "no content type";
  const answer = `the answer has status ${response.status} and ${type}, and is no WebAssembly`;
  throw new Error(`${answer}. Put prestashop_bg.wasm of the package's dist/wasm there.`);
}

export * from "./index.js";
