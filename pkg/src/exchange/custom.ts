/**
 * The same, where the WebAssembly is handed over by {@link provide}: that of
 * `@aismarttalk/prestashop/exchange/wasm`, or the file `dist/wasm/exchange_bg.wasm` of the package.
 * @module @aismarttalk/prestashop/exchange/custom
 */

export type { Loader, WasmSource } from "../loading.js";
export * from "./index.js";
export { provide } from "./runtime.js";
