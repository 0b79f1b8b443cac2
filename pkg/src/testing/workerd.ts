import module from "../wasm/demo_store_bg.wasm";
import { provide } from "./runtime.js";

// workerd compiles no bytes: it takes modules that were uploaded with the worker.
provide(module);

export * from "./index.js";
