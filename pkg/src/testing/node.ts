import { fromDisk } from "../from-disk.js";
import { CUSTOM, provide } from "./runtime.js";

provide(
  fromDisk(
    () => new URL("../wasm/demo_store_bg.wasm", import.meta.url),
    () => import("../wasm/demo-store-inline.js"),
    CUSTOM,
  ),
);

export * from "./index.js";
