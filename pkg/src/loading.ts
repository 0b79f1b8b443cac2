import { type Instance, type Instantiate, startInstance } from "./instance.js";

/** The WebAssembly: compiled, or its bytes. */
export type WasmSource = WebAssembly.Module | BufferSource;

/** How a runtime gets at the WebAssembly. Called when it is first needed, never at import. */
export type Loader = () => WasmSource | Promise<WasmSource>;

/** One module, and the instance of it that runs. */
export interface Loading<C> {
  /** Says where the WebAssembly comes from, or hands it over. Loads nothing yet. */
  readonly provide: (from: Loader | WasmSource) => void;
  /** The core, once its WebAssembly is there. A load that failed is tried again at the next call. */
  readonly whenLoaded: () => Promise<Instance<C>>;
  /** The core at once: possible where the runtime loads synchronously, or after `ready()`. */
  readonly now: () => Instance<C>;
  /** The core where it needs no waiting; a load that fails shows at the first call that needs it. */
  readonly atOnce: () => Instance<C> | undefined;
}

/** Loads the module of some glue when it is first needed; `custom` is the entry with `provide`. */
export function loadingOf<C>(instantiate: Instantiate<C>, custom: string): Loading<C> {
  let loader: Loader | undefined;
  let loading: Promise<Instance<C>> | undefined;
  /** Kept, so that an instance that trapped is followed by another at once. */
  let compiled: WebAssembly.Module | undefined;
  let running: Instance<C> | undefined;

  /** The core, or `undefined` while it loads. */
  const begin = (): Instance<C> | undefined => {
    const there = again();
    if (there !== undefined) return there;
    if (loading !== undefined) return undefined;
    const wasm = source();
    if (!isPromise(wasm)) return start(wasm);
    // Nobody waits for this load; a failure shows at the next one.
    load(wasm).catch(() => {});
    return undefined;
  };

  /** The instance that runs, or the next one where it is compiled. */
  const again = () => running ?? (compiled && start(compiled));

  /** Loads once for all who wait, and forgets a load that failed. */
  const load = (wasm?: Promise<WasmSource>): Promise<Instance<C>> => {
    const mine = (async () => start(await (wasm ?? source())))();
    loading = mine;
    const done = () => {
      loading = undefined;
    };
    mine.then(done, done);
    return mine;
  };

  const source = (): WasmSource | Promise<WasmSource> => {
    if (loader === undefined) {
      throw new Error(
        `Nothing provides the WebAssembly. Call \`provide(module)\` of "${custom}" first.`,
      );
    }
    if (typeof WebAssembly === "undefined") {
      throw new Error(
        "This runtime has no WebAssembly, like React Native and Lockdown Mode: call the shop from a server.",
      );
    }
    return loader();
  };

  const start = (wasm: WasmSource): Instance<C> => {
    if (running !== undefined) return running;
    const source = usable(wasm);
    compiled ??= source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
    running = startInstance(instantiate, compiled, () => {
      running = undefined;
    });
    return running;
  };

  return {
    provide: (from) => {
      loader = typeof from === "function" ? (from as Loader) : () => from;
    },
    whenLoaded: async () => again() ?? loading ?? load(),
    now: () => {
      const there = begin();
      if (there !== undefined) return there;
      throw new Error(
        "The WebAssembly is still loading here. Call `await ready()` once before this function.",
      );
    },
    atOnce: () => {
      try {
        return begin();
      } catch {
        return undefined;
      }
    },
  };
}

/** The error of an entry that does not get the WebAssembly from where it should be. */
export function notLoaded(from: string, custom: string, cause: unknown): Error {
  const why = String((cause as Error | undefined)?.message ?? cause).replace(/\.?$/, ".");
  const advice = /security policy|\bCSP\b|unsafe-eval/i.test(why)
    ? " Add 'wasm-unsafe-eval' to `script-src` of the page's Content-Security-Policy."
    : "";
  return new Error(
    `The WebAssembly of @aismarttalk/prestashop cannot be loaded from ${from}: ${why}${advice} ` +
      `Where a bundler leaves it behind, hand it over: \`provide\` of ${custom}.`,
    { cause },
  );
}

function isPromise(wasm: WasmSource | Promise<WasmSource>): wasm is Promise<WasmSource> {
  return typeof (wasm as Promise<WasmSource> | undefined)?.then === "function";
}

/** Whether bytes begin as every WebAssembly does: a host may answer any address with a page. */
export const isWasm = (bytes: Uint8Array) => bytes.subarray(0, 4).join() === "0,97,115,109";

/** What engines and the glue take: bytes in no other view, and modules of this realm's class. */
function usable(wasm: WasmSource): Uint8Array<ArrayBuffer> | WebAssembly.Module {
  const name = Object.prototype.toString.call(wasm);
  if (name === "[object WebAssembly.Module]") {
    // The glue knows a module by its class, and a sandbox is handed those of the class outside.
    return wasm instanceof WebAssembly.Module
      ? wasm
      : Object.setPrototypeOf(wasm, WebAssembly.Module.prototype);
  }
  const bytes = ArrayBuffer.isView(wasm)
    ? new Uint8Array(wasm.buffer, wasm.byteOffset, wasm.byteLength)
    : name === "[object ArrayBuffer]" && new Uint8Array(wasm as ArrayBuffer);
  if (bytes && isWasm(bytes)) return bytes;
  const instead = bytes ? ", but other bytes, such as a page of the host" : "";
  throw new Error(
    `What \`provide\` was given is no WebAssembly${instead}: give a WebAssembly.Module or its bytes, ` +
      "such as `await response.arrayBuffer()`.",
  );
}
