export * from "./index.js";
export type { Loader, WasmSource } from "./runtime.js";
/** Says where the WebAssembly comes from, before the first call: `provide(module)`, or a function that gets it. */
export { provide } from "./runtime.js";
