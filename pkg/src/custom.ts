/**
 * The same, where the WebAssembly is handed over by {@link provide}: for bundlers that leave the
 * file behind, and for any other place that has WebAssembly.
 * @module @aismarttalk/prestashop/custom
 */
export * from "./index.js";
export type { Loader, WasmSource } from "./loading.js";
export { provide } from "./runtime.js";
