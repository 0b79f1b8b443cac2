import { useEffect, useState } from "preact/hooks";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Code } from "../parts/code.js";
import { isEdgeExchange, timingOf } from "../shop/edge-exchange.js";
import type { LoggedExchange } from "../state/log.js";
import { type Block, type View, viewsOf } from "./views.js";

/** A request: its answer, what travelled, and how to ask the same elsewhere. */
export function RequestDetail({ exchange }: { exchange: LoggedExchange }) {
  const [name, setName] = useState<View["name"]>("answer");
  const views = viewsOf(exchange);
  const shown = views.find((one) => one.name === name) ?? views[0];
  return (
    <div class="detail">
      <div class="tabs" role="tablist" aria-label={words.value.log.request}>
        {views.map((view) => (
          <Tab key={view.name} view={view} isShown={view === shown} onShow={setName} />
        ))}
      </div>
      <div
        class="request-body"
        role="tabpanel"
        id="request-panel"
        aria-labelledby={`request-${shown?.name}`}
      >
        <Remarks exchange={exchange} />
        {shown && <Blocks key={shown.name} view={shown} exchange={exchange} />}
      </div>
    </div>
  );
}

interface TabProps {
  view: View;
  isShown: boolean;
  onShow(name: View["name"]): void;
}

function Tab({ view, isShown, onShow }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={`request-${view.name}`}
      aria-selected={isShown}
      aria-controls="request-panel"
      tabIndex={isShown ? 0 : -1}
      onClick={() => onShow(view.name)}
      onKeyDown={moveToTab}
    >
      {view.title(words.value)}
    </button>
  );
}

/** Arrows choose a tab; the one that is to the right is the next where one reads so. */
function moveToTab(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const tabs = [...(event.currentTarget.parentElement?.children ?? [])] as HTMLElement[];
  const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
  const steps: Readonly<Record<string, number>> = isRtl
    ? { ArrowRight: -1, ArrowLeft: 1 }
    : { ArrowRight: 1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  event.stopPropagation();
  const next = tabs.at((tabs.indexOf(event.currentTarget) + step) % tabs.length);
  next?.focus();
  next?.click();
}

/** What is not to be seen in the answer: other attempts, noise around it, why there is none. */
function Remarks({ exchange }: { exchange: LoggedExchange }) {
  const w = words.value;
  const { attempt, look, warnings, error } = exchange;
  const edge = isEdgeExchange(exchange) ? exchange : null;
  const timing = edge && timingOf(edge);
  const remarks = [
    attempt > 1 ? w.log.attempt(attempt) : "",
    look === null ? "" : w.log.look(look),
    ...warnings.map(said),
    edge?.unanswered ? w.log[edge.unanswered] : said(error ?? ""),
    timing ? `Server-Timing: ${timing}` : "",
  ].filter((one) => one !== "");
  return (
    <ul class="plain-list small remarks">
      {[`${exchange.method} ${exchange.url}`, ...remarks].map((one, at) => (
        <li key={one} dir={at === 0 ? "ltr" : "auto"} class={at === 0 ? "mono" : ""}>
          {one}
        </li>
      ))}
    </ul>
  );
}

/** The texts of a view; it is drawn when they are there. */
function Blocks({ view, exchange }: { view: View; exchange: LoggedExchange }) {
  const w = words.value;
  const [blocks, setBlocks] = useState<{ of: LoggedExchange; all: readonly Block[] } | null>(null);
  useEffect(() => {
    let isWanted = true;
    view.read(exchange).then(
      (all) => isWanted && setBlocks({ of: exchange, all }),
      () => isWanted && setBlocks({ of: exchange, all: [{ label: view.title, lines: null }] }),
    );
    return () => {
      isWanted = false;
    };
  }, [view, exchange]);
  if (blocks === null || blocks.of !== exchange)
    return <p class="small faint">{w.shell.loading}</p>;
  return (
    <>
      {blocks.all.map(({ label, lines }) => (
        <section key={label(w)}>
          {blocks.all.length > 1 && <h3 class="act">{label(w)}</h3>}
          {lines === null ? (
            <p class="small faint empty">{view.name === "code" ? w.log.noCode : w.log.noBody}</p>
          ) : (
            <Code label={label(w)} lines={lines} />
          )}
        </section>
      ))}
    </>
  );
}
