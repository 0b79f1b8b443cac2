/** Imports the copy of a module. */
export type LoadsCopy = () => Promise<{ base64: string }>;

/**
 * The WebAssembly out of the code, for runtimes with what Node has built in: a bundler may leave
 * the file behind, or make an address of it that only a browser reads.
 */
export async function copyInCode(load: LoadsCopy): Promise<Uint8Array<ArrayBuffer>> {
  const { base64 } = await load();
  const compressed = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  return process.getBuiltinModule("node:zlib").brotliDecompressSync(compressed);
}
