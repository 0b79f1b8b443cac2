import { download } from "../download.js";
import { CUSTOM, provide } from "./runtime.js";

provide(download(() => new URL("../wasm/demo_store_bg.wasm", import.meta.url), CUSTOM));

export * from "./index.js";
