import { useEffect, useRef } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { useShortcuts } from "../state/keys.js";
import { isBusy } from "../state/log.js";
import { goTo, PAGES, route } from "../state/route.js";
import { connecting, isShopNamed, opening, shop } from "../state/session.js";
import { developer } from "../state/settings.js";
import { hush, toast } from "../state/toasts.js";
import { Bar } from "./bar.js";
import FinderOverlay from "./finder-overlay.js";
import { lazyPage } from "./lazy.js";
import { closeOverlay, overlay } from "./overlays.js";
import { VIEWS } from "./pages.js";
import { BottomTabs, Rail } from "./rail.js";

const ShopSheet = lazyPage(() => import("./shop-overlay.js"));
const Keys = lazyPage(() => import("./keys-overlay.js"));
const More = lazyPage(() => import("./more-overlay.js"));
const Log = lazyPage(() => import("../log/dock.js"));

const OVERLAYS = { finder: FinderOverlay, shop: ShopSheet, keys: Keys, more: More };

/** The whole page. */
export function Shell() {
  const w = words.value;
  useGlobalShortcuts();
  const Overlay = overlay.value === null ? null : OVERLAYS[overlay.value];
  return (
    <>
      <button
        type="button"
        class="sr skip"
        onClick={() => document.getElementById("main")?.focus()}
      >
        {w.shell.skip}
      </button>
      <Bar />
      {isSample() && (
        <aside class="sample-band" aria-label={w.shell.sampleShop}>
          {w.shell.sampleBand}
        </aside>
      )}
      <div class={developer.value ? "frame with-dock" : "frame"}>
        <Rail />
        <Main />
        {developer.value && <Log />}
      </div>
      <BottomTabs />
      {Overlay && <Overlay />}
      <ToastView />
    </>
  );
}

/** Known from the link before it has answered: the page must not jump when it does. */
function isSample(): boolean {
  const open = shop.value;
  return open === null ? route.value.shop?.startsWith("demo:") === true : open.way === "demo";
}

/** The page that the address names; its heading gets the focus when another one comes. */
function Main() {
  const { page, id } = route.value;
  const place = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${VIEWS[page].title(words.peek())} · ${words.peek().shell.title}`;
    closeOverlay();
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    scrollTo(0, 0);
    const heading = place.current?.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    (heading ?? place.current)?.focus({ preventScroll: true });
  }, [page, id]);
  const isConnectNeeded = !isShopNamed.value && !VIEWS[page].isFree;
  const isOpening = isConnectNeeded && opening.value;
  const View = isOpening ? Opening : VIEWS[isConnectNeeded ? "connect" : page].view;
  return (
    <main
      class="page"
      id="main"
      tabIndex={-1}
      ref={place}
      aria-busy={isBusy.value || connecting.value !== null}
    >
      <div class="inner">
        <View key={`${page}/${id}`} />
      </div>
    </main>
  );
}

/** While the shop of a link, or the last one, has not answered. */
function Opening() {
  const w = words.value;
  const next = connecting.value;
  return (
    <div class="stack">
      <h1>{VIEWS[route.value.page].title(w)}</h1>
      {next !== null && (
        <p class="row faint" role="status">
          {w.shell.connecting(textNow(next.name))}
          <Button size="small" onClick={next.stop}>
            {w.shell.stop}
          </Button>
        </p>
      )}
    </div>
  );
}

function ToastView() {
  const shown = toast.value;
  if (shown === null) return <div role="status" />;
  const { text, act } = shown;
  return (
    <div role="status">
      <div class="toast">
        <Icon name="check" />
        <span>{textNow(text)}</span>
        {act && (
          <Button
            size="small"
            onClick={() => {
              hush();
              act.run();
            }}
          >
            {textNow(act.label)}
          </Button>
        )}
      </div>
    </div>
  );
}

function useGlobalShortcuts(): void {
  useShortcuts([
    {
      keys: ["Control+k", "/"],
      does: (w) => w.shell.findKey,
      run: () => {
        overlay.value = "finder";
      },
    },
    {
      keys: ["?"],
      does: (w) => w.shell.keys,
      run: () => {
        overlay.value = "keys";
      },
    },
    ...PAGES.map((name) => ({
      keys: [VIEWS[name].keys],
      does: VIEWS[name].title,
      run: () => goTo(name),
    })),
  ]);
}
