import { type Loader, loadingOf, type WasmSource } from "../loading.js";
import { type Core, instantiate } from "../wasm/demo_store.js";

/** The entry where the WebAssembly is handed over. */
export const CUSTOM = "@aismarttalk/prestashop/testing/custom";

/** Starts an instance; each shop has its own, and shares no memory with another. */
type Start = () => Core;

const asTheyAre = (exports: WebAssembly.Exports) => exports;
const nothing = () => "";

const loading = loadingOf<Start>(
  (module) => () =>
    instantiate(module, asTheyAre, setTimeout, clearTimeout, nothing, nothing, nothing),
  CUSTOM,
);

/** Loads the WebAssembly once, and starts a new instance. */
export async function started(): Promise<Core> {
  const { core: start } = await loading.whenLoaded();
  return start();
}

/**
 * Says where the WebAssembly comes from, or hands it over, before the first shop: `provide(module)`,
 * or a function that gets it. Loads nothing yet; the entry of each runtime calls it once.
 */
export function provide(from: Loader | WasmSource): void {
  loading.provide(from);
}
