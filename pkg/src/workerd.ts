import { provide } from "./runtime.js";
import module from "./wasm/prestashop_bg.wasm";

// workerd compiles no bytes: it takes modules that were uploaded with the worker.
provide(module);

export * from "./index.js";
