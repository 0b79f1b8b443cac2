import { fromDisk } from "./from-disk.js";
import { CUSTOM, provide } from "./runtime.js";

provide(
  fromDisk(
    () => new URL("./wasm/prestashop_bg.wasm", import.meta.url),
    () => import("./wasm/inline.js"),
    CUSTOM,
  ),
);

export * from "./index.js";
