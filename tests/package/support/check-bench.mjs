// Where `check` is tried: the packed package, and demo stores of every version.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDemoServer } from "../../js/support/demo-server.mjs";
import { checkWith } from "./check-command.mjs";
import { packPackage } from "./clean-folder.mjs";

/** Starts stores by their version, and with CORS; `check` and `checkJson` run the program with words. */
export async function startBench(versions, hosts = [""]) {
  const packed = await packPackage();
  const folder = await mkdtemp(join(tmpdir(), "prestashop-check-"));
  const installed = join(await packed.folder(null), "node_modules/@aismarttalk/prestashop");
  const { bin } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  const program = join(installed, bin.prestashop);
  const stores = {};
  for (const version of versions) {
    for (const host of hosts) {
      const options = host === "" ? [] : ["--cors"];
      stores[version + host] = await startDemoServer("--version", version, ...options);
    }
  }
  const check = (words, given) => checkWith(program, ["check", ...words], given);
  return {
    packed,
    folder,
    program,
    stores,
    check,
    checkJson: async (words, given) => {
      const told = await check([...words, "--json"], given);
      return { ...told, json: told.out === "" ? undefined : JSON.parse(told.out) };
    },
    stop: async () => {
      for (const store of Object.values(stores)) await store.stop();
      await packed.remove();
      await rm(folder, { recursive: true });
    },
  };
}
