import { useEffect, useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { LOCAL_WORKER } from "../shop/local-worker.js";
import { addressOf, type NamedTarget, type Target } from "../shop/ref.js";
import { goTo, route } from "../state/route.js";
import {
  asked,
  connectError,
  connecting,
  isLinkWrong,
  isShopNamed,
  nameBefore,
  shop,
} from "../state/session.js";
import { developer } from "../state/settings.js";
import { AddShop } from "./add-shop.js";
import { BlockedWays, WayCard } from "./blocked-ways.js";
import { DemoChoices } from "./demo-choices.js";
import { DirectForm } from "./direct-form.js";
import { ask, fillIn, openTyped, SAMPLE, signIn } from "./open.js";
import { RecentShops } from "./recent-shops.js";
import { offered, SitePicker } from "./site-picker.js";
import { typed } from "./typed.js";
import { WorkerForm } from "./worker-form.js";

/** The form that is in sight. */
type Shown = "worker" | "direct" | "adding" | null;

/** The ways to a shop; and the form of the one that a link or the last visit names. */
export default function ConnectPage() {
  const w = words.value.connect;
  const wanted = asked.value;
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    if (wanted === null || wanted.way === "demo") return;
    fillIn(wanted);
    setShown(wanted.way);
  }, [wanted]);
  const open = (target: Target, isKept = false) => void openTyped(target, isKept);
  const show = (next: Shown) => {
    connectError.value = null;
    if (next !== asked.peek()?.way) asked.value = null;
    setShown(next);
    focusLater(next);
  };
  const error = connectError.value;
  const isBlocked = error !== null && kindOf(error) === "no_cors";
  return (
    <div class="stack" id="connect">
      <div class="record">
        <div class="title">
          <h1>{wanted === null ? w.title : askedTitle(wanted)}</h1>
        </div>
      </div>
      <Situation />
      {wanted !== null && error === null && <p class="muted">{w.askedLead}</p>}
      {error !== null && (
        <Problem
          error={error}
          acts={shop.value && <p class="small">{w.stillIn(shop.value.name)}</p>}
        />
      )}
      {shown === "worker" && (
        <WorkerForm
          site={siteOf(wanted)}
          isAgain={error !== null}
          onOpen={(target, isKept) => void signIn(target, isKept)}
        />
      )}
      {shown === "worker" && offered.value.length > 0 && (
        <SitePicker
          id="which-site"
          title={w.sheetTitle}
          sites={offered.value}
          onPick={openOffered}
        />
      )}
      {shown === "direct" && <DirectForm isAgain={error !== null} onOpen={open} />}
      {shown === "adding" && <AddShop onOpen={(url, site) => openAdded(url, site)} />}
      {isBlocked ? (
        <BlockedWays address={typed.direct.value.url} onToken={() => show("worker")} />
      ) : (
        <Ways shown={shown} onShow={show} onOpen={open} />
      )}
      <RecentShops />
      {developer.value && <DemoChoices onOpen={open} />}
    </div>
  );
}

/** What goes on, and where one is meanwhile. */
function Situation() {
  const w = words.value.connect;
  const next = connecting.value;
  if (next !== null) {
    const stop = <Button onClick={next.stop}>{w.stop}</Button>;
    return <Note tone="plain" title={w.opening(textNow(next.name))} acts={stop} live />;
  }
  const open = shop.value;
  const back = open !== null && !isShopNamed.value && (
    <Button onClick={() => goTo(route.value.page)}>{w.backTo(open.name)}</Button>
  );
  if (isLinkWrong.value) {
    return (
      <Note tone="warn" title={w.wrongLink} acts={back} live>
        <p>{w.wrongLinkLead}</p>
      </Note>
    );
  }
  return back ? <Note tone="plain" title={w.stillIn(open.name)} acts={back} /> : null;
}

/** The three ways, one click each. */
function Ways({
  shown,
  onShow,
  onOpen,
}: {
  shown: Shown;
  onShow(form: Shown): void;
  onOpen(target: Target): void;
}) {
  const w = words.value.connect;
  const { demo, worker, direct } = w.ways;
  const local = LOCAL_WORKER;
  return (
    <section class="stack-s">
      <h2>{w.waysTitle}</h2>
      <ol class="ways" id="ways">
        <WayCard {...worker} tone="accent">
          <Button id="way-worker" onClick={() => onShow("worker")} expanded={shown === "worker"}>
            {worker.act}
          </Button>
          {local && (
            <Button
              kind="ghost"
              id="way-local"
              onClick={() => onOpen({ way: "worker", ...local, site: "shop-1" })}
            >
              {w.localWorker}
            </Button>
          )}
          <Button kind="ghost" id="way-adding" onClick={() => onShow("adding")}>
            {w.adding.offer}
          </Button>
        </WayCard>
        <WayCard {...direct}>
          <Button id="way-direct" onClick={() => onShow("direct")} expanded={shown === "direct"}>
            {direct.act}
          </Button>
        </WayCard>
        <WayCard {...demo}>
          <Button id="way-demo" onClick={() => onOpen(SAMPLE)}>
            {demo.act}
          </Button>
        </WayCard>
      </ol>
    </section>
  );
}

function askedTitle(target: NamedTarget): string {
  const w = words.value.connect;
  const name = textNow(nameBefore(target));
  return target.way === "direct" ? w.askedKey(name) : w.askedToken(name);
}

function siteOf(target: NamedTarget | null): string | undefined {
  if (target?.way !== "worker") return undefined;
  // Another worker than the one that was asked for has other shops.
  return target.url === addressOf(typed.worker.value.url) ? target.site : undefined;
}

function openOffered(site: string): void {
  const { url, secret: token, isKept } = typed.worker.value;
  void openTyped({ way: "worker", url: addressOf(url), token: token.trim(), site }, isKept);
}

function openAdded(url: string, site: string): void {
  const local = LOCAL_WORKER;
  if (local !== null && local.url === url) void openTyped({ way: "worker", ...local, site }, false);
  else ask({ way: "worker", url, site });
}

function kindOf(error: unknown): string {
  return error instanceof Error && "kind" in error ? String(error.kind) : "";
}

const FIRST_INPUT = { worker: "worker-url", direct: "direct-url", adding: "adding-url" } as const;

/** The form is drawn after the click. */
function focusLater(form: Shown): void {
  if (form !== null)
    requestAnimationFrame(() => document.getElementById(FIRST_INPUT[form])?.focus());
}
