export * from "./index.js";
export type { Loader, WasmSource } from "./runtime.js";
/** Says where the WebAssembly comes from: `provide(() => module)`, before the first call. */
export { provide } from "./runtime.js";
