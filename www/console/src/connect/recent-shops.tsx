import { signal } from "@preact/signals";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { targetOf } from "../shop/ref.js";
import { forgetShop, type RecentShop, recentShops } from "../shop/remembered.js";
import { forgetSecret } from "../shop/secrets.js";
import { connecting, shopRef, writing } from "../state/session.js";
import { openKnown } from "./open.js";

/** Counts what was taken off the list, which is kept where no signal is. */
const changes = signal(0);

/** The last shops but the one that is open; a click opens one, or asks for its secret. */
export function RecentShops({ onOpened }: { onOpened?(): void }) {
  changes.value;
  const w = words.value.connect;
  const others = recentShops().filter(({ ref }) => ref !== shopRef.value);
  if (others.length === 0) return null;
  return (
    <section class="stack-s" id="recent-shops">
      <h2>{w.recent}</h2>
      <ul class="shops">
        {others.map((one) => (
          <RecentRow key={one.ref} shop={one} onOpened={onOpened} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow(props: { shop: RecentShop; onOpened: (() => void) | undefined }) {
  const { ref, name } = props.shop;
  const w = words.value.connect;
  const target = targetOf(ref);
  if (target === null) return null;
  const place =
    target.way === "demo"
      ? `${w.inPage} · ${target.choice.version}`
      : (target.way === "worker" ? w.through : w.directly)(new URL(target.url).host);
  return (
    <li class="row">
      <button
        type="button"
        class="shop-row grow"
        disabled={connecting.value !== null || writing.value > 0}
        onClick={() => {
          void openKnown(target).then((isOpen) => {
            if (isOpen) props.onOpened?.();
          });
        }}
      >
        <span class="strong cut" translate={false}>
          {name}
        </span>
        <span class="small faint cut">{place}</span>
      </button>
      <Button
        kind="ghost"
        size="icon"
        icon="x"
        label={w.forget(name)}
        onClick={() => {
          forgetShop(ref);
          forgetSecret(target);
          changes.value += 1;
        }}
      />
    </li>
  );
}
