/**
 * The same, where the WebAssembly is handed over by {@link provide}: that of
 * `@aismarttalk/prestashop/testing/wasm`, or the file `dist/wasm/demo_store_bg.wasm` of the package.
 * @module @aismarttalk/prestashop/testing/custom
 */

export type { Loader, WasmSource } from "../loading.js";
export * from "./index.js";
export { provide } from "./runtime.js";
