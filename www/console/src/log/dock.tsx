import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { download } from "../parts/download.js";
import { type LoggedExchange, logGroups } from "../state/log.js";
import { shop } from "../state/session.js";
import { developer } from "../state/settings.js";
import { RequestDetail } from "./detail.js";
import { RequestList } from "./list.js";

const HAR_FILE = "webservice-requests.har";

/** The requests of the session, beside whatever page is shown. */
export default function LogDock() {
  const w = words.value;
  const [chosen, setChosen] = useState<LoggedExchange | null>(null);
  const exchanges = logGroups.value.flatMap((group) => group.exchanges);
  // One of a shop that is no longer open is gone with it.
  const shown = chosen !== null && exchanges.includes(chosen) ? chosen : null;
  return (
    <aside class="dock" id="log" aria-label={w.log.title}>
      <header>
        <h2>{w.log.title}</h2>
        <span class="tag">{exchanges.length}</span>
        <span class="small faint">
          {shop.value?.way === "worker" ? w.log.ofWorker : w.log.ofShop}
        </span>
        <span class="end row">
          <Button
            size="small"
            label={w.log.download}
            disabled={exchanges.length === 0}
            onClick={() => void exportHar()}
          >
            HAR
          </Button>
          <Button
            kind="ghost"
            size="small"
            icon="x"
            label={w.log.close}
            onClick={() => {
              developer.value = false;
            }}
          />
        </span>
      </header>
      <RequestList chosen={shown} onChoose={setChosen} />
      {shown === null ? (
        <p class="detail small faint empty">{w.log.choose}</p>
      ) : (
        <RequestDetail exchange={shown} />
      )}
    </aside>
  );
}

/** All of it, the oldest first, as other tools read it. */
async function exportHar(): Promise<void> {
  const { harOf } = await import("../shop/har.js");
  const all = logGroups.value.flatMap((group) => group.exchanges);
  const sorted = [...all].sort((one, other) => one.startedAt - other.startedAt);
  const text = JSON.stringify(harOf(sorted), null, 2);
  download({ name: HAR_FILE, type: "application/json", text });
}
