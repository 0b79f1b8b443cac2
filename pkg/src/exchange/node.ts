import { fromDisk } from "../from-disk.js";
import { CUSTOM, provide } from "./runtime.js";

provide(
  fromDisk(
    () => new URL("../wasm/exchange_bg.wasm", import.meta.url),
    () => import("../wasm/exchange-inline.js"),
    CUSTOM,
  ),
);

export * from "./index.js";
