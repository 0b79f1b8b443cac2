import module from "../wasm/demo_store_bg.wasm?module";
import { provide } from "./runtime.js";

// The edge compiles no bytes: `?module` is its word for a module that is deployed with the code.
provide(module);

export * from "./index.js";
