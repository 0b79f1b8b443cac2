import type { PlannedRequest } from "@aismarttalk/prestashop";
import { useState } from "preact/hooks";
import { said } from "../language/said.js";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { messageOf } from "../shop/failure.js";
import type { Shown } from "./states.js";
import type { Write } from "./use-write.js";

/** For developers: the requests that saving would send, the answer, and somebody else at the record. */
export function BehindPreview({ write, shown }: { write: Write; shown: Shown }) {
  const { shop, flow } = write;
  const w = words.value.write;
  return (
    <div class="stack-s" data-behind>
      {shop.demo !== null && <Interfere key={shown.at} write={write} shown={shown} />}
      {shop.planned !== null && <Planned ask={() => shop.planned?.(flow.action, shown.answer)} />}
      <details>
        <summary>{w.asJson}</summary>
        <pre class="mono small scroll">{JSON.stringify(shown.answer.raw, null, 2)}</pre>
      </details>
    </div>
  );
}

/** The demo's somebody else. */
function Interfere({ write: { shop, flow }, shown }: { write: Write; shown: Shown }) {
  const w = words.value.write;
  const [state, setState] = useState<"open" | "done" | "failed">("open");
  const act = async () => {
    try {
      await shop.demo?.writeInBetween(flow.action, shown.answer);
      setState("done");
    } catch {
      setState("failed");
    }
  };
  return (
    <div class="row-wrap small">
      <Button size="small" id="interfere" disabled={state === "done"} onClick={() => void act()}>
        {w.interfere}
      </Button>
      <span role="status">
        {state === "done" && w.interfered}
        {state === "failed" && w.notInterfered}
      </span>
    </div>
  );
}

function Planned({ ask }: { ask(): Promise<readonly PlannedRequest[]> | undefined }) {
  const w = words.value.write;
  const [requests, setRequests] = useState<readonly PlannedRequest[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const open = async () => {
    try {
      setRequests((await ask()) ?? []);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <details onToggle={() => requests === null && void open()}>
      <summary>{w.planned}</summary>
      {error !== null && <p>{said(textNow(messageOf(error)))}</p>}
      {requests === null && error === null && <p class="faint">{w.planning}</p>}
      {requests?.map(({ method, url, body }) => (
        <div key={url}>
          <p class="mono small" dir="ltr">
            {method} {url}
          </p>
          {body !== null && (
            <pre class="mono small scroll" dir="ltr">
              {body}
            </pre>
          )}
        </div>
      ))}
    </details>
  );
}
