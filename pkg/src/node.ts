import { fromDisk } from "./from-disk.js";
import { provide } from "./runtime.js";

provide(fromDisk(() => new URL("./wasm/prestashop_bg.wasm", import.meta.url)));

export * from "./index.js";
