import { type Loader, loadingOf, type WasmSource } from "./loading.js";
import { instantiate } from "./wasm/prestashop.js";

/** The entry where the WebAssembly is handed over. */
export const CUSTOM = "@aismarttalk/prestashop/custom";

const loading = loadingOf(instantiate, CUSTOM);

export const { whenLoaded, now, atOnce } = loading;

/**
 * Says where the WebAssembly comes from, or hands it over, before the first call: `provide(module)`,
 * or a function that gets it. Loads nothing yet; the entry of each runtime calls it once.
 * @example
 * provide(async () => (await fetch("prestashop_bg.wasm")).arrayBuffer());
 */
export function provide(from: Loader | WasmSource): void {
  loading.provide(from);
}
