import type { FetchLike } from "@aismarttalk/prestashop";
import { writeInBetween } from "./colleague.js";
import type { Connection, Watcher } from "./connection.js";
import { demoChanges, demoFetch, demoMails, demoUrl, forgetDemoStores } from "./demo-store.js";
import { connectByPackage } from "./direct.js";
import { demoExamples } from "./examples.js";
import { type DemoTarget, refOf } from "./ref.js";

/**
 * Connects to the sample shop in this page.
 * @throws PrestaShopError where it refuses, as its keys and hosts can be chosen to do
 */
export async function connectDemo(
  target: DemoTarget,
  onExchange: Watcher,
  signal: AbortSignal,
): Promise<Connection> {
  const { choice, auth } = target;
  const { key, version, host } = choice;
  // Asked for anew each time: the store may have been started over.
  const fetch: FetchLike = async (url, request) =>
    (await demoFetch(version, host.delay))(url, request);
  const options = { url: demoUrl(key.folder, host), key: key.key, auth, fetch };
  // Both modules come side by side.
  const loading = demoFetch(version);
  loading.catch(() => {});
  const made = await connectByPackage(options, onExchange, signal);
  return {
    ...made,
    get version() {
      return made.version;
    },
    ref: refOf(target),
    way: "demo",
    examples: () => demoExamples(key.folder),
    demo: {
      mails: () => demoMails(version),
      changes: () => demoChanges(version),
      writeInBetween: (action, preview) => writeInBetween(choice, action, preview),
      startOver: forgetDemoStores,
    },
  };
}
