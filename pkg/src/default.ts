// For bundlers that name neither a browser nor Node: what they make may run in both.
import "./browser.js";
import { copyInCode } from "./copy-in-code.js";
import { notLoaded, provide } from "./runtime.js";

if (typeof globalThis.process?.getBuiltinModule === "function") {
  provide(() =>
    copyInCode().catch((cause) => {
      throw notLoaded("the code", cause);
    }),
  );
}

export * from "./index.js";
