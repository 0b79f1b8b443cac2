import type { Connection, Watcher } from "./connection.js";
import type { Target } from "./ref.js";
import { connectThrough } from "./through-worker.js";

/**
 * Connects: the shop has answered and told its name. Each way loads what it needs: a worker, the
 * way of every day, nothing more, and the sample shop comes only for those who choose it.
 * @throws PrestaShopError or RequestError where the shop or the worker does not answer, or refuses
 */
export async function connect(
  target: Target,
  onExchange: Watcher,
  signal: AbortSignal,
): Promise<Connection> {
  if (target.way === "worker") return connectThrough(target, onExchange, signal);
  if (target.way === "demo") {
    const { connectDemo } = await import("./demo.js");
    return connectDemo(target, onExchange, signal);
  }
  const { connectDirectly } = await import("./direct.js");
  return connectDirectly(target, onExchange, signal);
}
