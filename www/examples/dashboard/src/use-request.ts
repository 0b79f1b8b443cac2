import { PrestaShopError } from "@aismarttalk/prestashop";
import { useEffect, useRef, useState } from "react";

/** Where a request is. */
export type Request<Value> =
  | { state: "idle" }
  | { state: "loading" }
  | { state: "done"; value: Value }
  | { state: "failed"; error: PrestaShopError };

/** One request at a time; a newer one, `cancel` and leaving the page stop it on the way. */
export function useRequest<Value>() {
  const [request, setRequest] = useState<Request<Value>>({ state: "idle" });
  const controller = useRef<AbortController | null>(null);

  useEffect(() => () => controller.current?.abort(), []);

  async function start(work: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    setRequest({ state: "loading" });
    const ended = await settled(work(mine.signal));
    // What was stopped has nothing to say any more, whether it failed by that or was quicker.
    if (!mine.signal.aborted) setRequest(ended);
  }

  function cancel(): void {
    controller.current?.abort();
    setRequest({ state: "idle" });
  }

  return { request, start, cancel };
}

async function settled<Value>(work: Promise<Value>): Promise<Request<Value>> {
  try {
    return { state: "done", value: await work };
  } catch (error) {
    // Anything else is a mistake of this page, and belongs on the console.
    if (!(error instanceof PrestaShopError)) throw error;
    return { state: "failed", error };
  }
}
