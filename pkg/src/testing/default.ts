// For bundlers that name neither a browser nor Node: what they make may run in both.
import "./browser.js";
import { copyInCode } from "../copy-in-code.js";
import { notLoaded } from "../loading.js";
import { CUSTOM, provide } from "./runtime.js";

if (typeof globalThis.process?.getBuiltinModule === "function") {
  provide(() =>
    copyInCode(() => import("../wasm/demo-store-inline.js")).catch((cause) => {
      throw notLoaded("the code", CUSTOM, cause);
    }),
  );
}

export * from "./index.js";
