// Compiled to CommonJS, which imports by `require`.
import * as api from "@aismarttalk/prestashop";

const [url = "", key = ""] = process.argv.slice(2);

async function main(): Promise<void> {
  const { conformance } = await import("./conformance.mjs" as string);
  console.log(JSON.stringify(await conformance(api, { url, key })));
}

main();
