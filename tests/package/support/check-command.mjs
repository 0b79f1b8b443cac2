// `check` as users call it: the program of the package, with a key that nobody sees.
import { spawn } from "node:child_process";

/** The demo store's keys that the tests use. */
export const KEYS = {
  documented: "DEMO0KEY0OF0SHOP0ONE000000000001",
  secondShop: "DEMO0KEY0OF0SHOP0TWO000000000002",
  everything: "DEMO0KEY0FOR0EVERYTHING000000003",
  productsOnly: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
  disabled: "DEMO0KEY0THAT0IS0DISABLED0000005",
  withOptions: "DEMO0KEY0WITH0EVERY0OPTION000011",
  unknown: "NOBODY0HAS0THIS0KEY0000000000099",
};

const PATIENCE_MS = 60_000;

/**
 * Runs the program with words; `{ code, out, err }`. The key goes in by standard input, unless the
 * environment has it. No run may repeat the key anywhere.
 */
export function checkWith(program, words, { key = "", env = {}, signalAfterMs } = {}) {
  return new Promise((resolve, reject) => {
    const { PRESTASHOP_KEY: _, ...rest } = process.env;
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...rest, NO_COLOR: "", ...env },
      timeout: PATIENCE_MS,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const secret = key || env.PRESTASHOP_KEY || "";
      const spellings = [secret, Buffer.from(`${secret}:`).toString("base64")];
      if (secret.length > 8 && spellings.some((one) => `${out}${err}`.includes(one))) {
        reject(new Error("The key is in what the program printed."));
      }
      resolve({ code, out, err });
    });
    if (signalAfterMs !== undefined) setTimeout(() => child.kill("SIGINT"), signalAfterMs);
    child.stdin.on("error", () => {});
    child.stdin.end(key === "" ? "" : `${key}\n`);
  });
}
