import { useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { Sheet } from "../parts/sheet.js";
import type { Connection } from "../shop/connection.js";
import { targetOf } from "../shop/ref.js";
import { isSecretKept, keepSecret, opened } from "../shop/secrets.js";
import { goTo } from "../state/route.js";
import { connectError, connecting, openShop, shop, writing } from "../state/session.js";
import { developer } from "../state/settings.js";
import { DemoChoices } from "./demo-choices.js";
import { openKnown } from "./open.js";
import { RecentShops } from "./recent-shops.js";
import { SitePicker } from "./site-picker.js";
import { Tick } from "./tick.js";

/** The shop that is open, and the way to any other. */
export default function ShopSheet({ onClose }: { onClose(): void }) {
  const w = words.value.connect;
  const open = shop.value;
  const next = connecting.value;
  const error = connectError.value;
  return (
    <Sheet title={w.sheetTitle} onClose={onClose}>
      <div class="stack" id="shop-sheet">
        {open && <OpenShop shop={open} onClose={onClose} />}
        {writing.value > 0 && <Note tone="plain" title={w.whileWriting} />}
        {next && (
          <Note
            tone="plain"
            title={w.opening(textNow(next.name))}
            acts={<Button onClick={next.stop}>{w.stop}</Button>}
            live
          />
        )}
        {error !== null && (
          <Problem error={error} acts={open && <p class="small">{w.stillIn(open.name)}</p>} />
        )}
        {open?.sites && <OtherSites shop={open} sites={open.sites} onClose={onClose} />}
        <RecentShops onOpened={onClose} />
        <Button
          icon="plus"
          id="another-shop"
          onClick={() => {
            connectError.value = null;
            goTo("connect");
            onClose();
          }}
        >
          {w.another}
        </Button>
        {developer.value && <DemoChoices onOpen={(target) => void openAndClose(target, onClose)} />}
      </div>
    </Sheet>
  );
}

async function openAndClose(target: Parameters<typeof openKnown>[0], onClose: () => void) {
  if (await openKnown(target)) onClose();
}

function OpenShop({ shop: open, onClose }: { shop: Connection; onClose(): void }) {
  const w = words.value.connect;
  const { way, address, name, version } = open;
  const place = { demo: w.inPage, worker: w.through(address), direct: w.directly(address) }[way];
  const target = targetOf(open.ref);
  const whole = target === null ? null : opened(target);
  const [isKept, setKept] = useState(target !== null && isSecretKept(target));
  return (
    <section class="card">
      <header>
        <h2 translate={false}>{name}</h2>
        {version && <span class="faint">{version}</span>}
      </header>
      <div class="in stack-s">
        <p class="muted">{place}</p>
        {whole !== null && way !== "demo" && (
          <Tick
            id="keep-secret"
            checked={isKept}
            onChange={(isOn) => {
              keepSecret(whole, isOn);
              setKept(isOn);
            }}
          >
            {w.keep}
          </Tick>
        )}
        <div class="row">
          <Button
            icon="key"
            onClick={() => {
              goTo("key");
              onClose();
            }}
          >
            {w.checkKey}
          </Button>
          {open.demo && whole !== null && (
            <Button
              id="start-over"
              disabled={writing.value > 0}
              onClick={() => {
                open.demo?.startOver();
                void openShop(whole).then((isOpen) => isOpen && onClose());
              }}
            >
              {w.startOver}
            </Button>
          )}
        </div>
        {open.demo && <p class="small faint">{w.startOverLead}</p>}
      </div>
    </section>
  );
}

/** The shops that the same token reaches. */
function OtherSites(props: {
  shop: Connection;
  sites: NonNullable<Connection["sites"]>;
  onClose(): void;
}) {
  const { all, site } = props.sites;
  const others = all.filter(({ id }) => id !== site.id);
  if (others.length === 0) return null;
  const pick = (id: string) =>
    void openAndClose({ way: "worker", url: props.shop.address, site: id }, props.onClose);
  const title = words.value.connect.otherSites;
  return <SitePicker id="other-sites" title={title} sites={others} onPick={pick} />;
}
