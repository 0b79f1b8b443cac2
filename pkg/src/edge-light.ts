import { provide } from "./runtime.js";
import module from "./wasm/prestashop_bg.wasm?module";

// The edge compiles no bytes: `?module` is its word for a module that is deployed with the code.
provide(module);

export * from "./index.js";
