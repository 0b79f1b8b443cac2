import { isWasm, type Loader, notLoaded } from "./loading.js";

/** Downloads the file. A bundler finds it by `new URL("…", import.meta.url)` in the code of an entry. */
export function download(place: () => URL, custom: string): Loader {
  return async () => {
    let from = "its file";
    try {
      const address = place();
      from = address.href;
      // Compiled aside: a page goes on meanwhile. Needs no content type of the server.
      return await WebAssembly.compile(await downloaded(address));
    } catch (cause) {
      throw notLoaded(from, custom, cause);
    }
  };
}

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
