import * as core from "./wasm/prestashop.js";
import { initSync } from "./wasm/prestashop.js";

/** The WebAssembly: compiled, or its bytes. */
export type WasmSource = WebAssembly.Module | BufferSource;

/** How a runtime gets at the WebAssembly. Called when it is first needed, never at import. */
export type Loader = () => WasmSource | Promise<WasmSource>;

let loader: Loader | undefined;
let loading: Promise<typeof core> | undefined;
let loaded = false;

/** Says where the WebAssembly comes from; the entry of each runtime calls it once. */
export function provide(load: Loader): void {
  loader = load;
}

/** The core, once its WebAssembly is there. A load that failed is tried again at the next call. */
export async function ready(): Promise<typeof core> {
  if (loaded) return core;
  loading ??= Promise.resolve(source()).then(start);
  try {
    return await loading;
  } finally {
    loading = undefined;
  }
}

/** The core at once: possible where the runtime loads synchronously, or after `ready()`. */
export function now(): typeof core {
  if (loaded) return core;
  const wasm = source();
  if (wasm instanceof Promise) {
    // Nobody waits for this load; a failure shows at the next one.
    loading ??= wasm.then(start);
    loading.catch(() => {
      loading = undefined;
    });
    throw new Error(
      "The WebAssembly is still loading here. Call `await ready()` once before this function.",
    );
  }
  return start(wasm);
}

/** Whether `now()` works without waiting. */
export function isReady(): boolean {
  return loaded;
}

function source(): WasmSource | Promise<WasmSource> {
  if (loader === undefined) {
    throw new Error(
      'Nothing provides the WebAssembly. Call `provide(module)` of "@aismarttalk/prestashop/custom" first.',
    );
  }
  return loader();
}

function start(wasm: WasmSource): typeof core {
  if (!loaded) {
    initSync({ module: wasm });
    loaded = true;
  }
  return core;
}
