import { agoText, shopDate } from "../../language/dates.js";
import { words } from "../../language/words.js";
import { Icon } from "../../parts/icon.js";
import { present } from "../../state/present.js";
import { hrefTo } from "../../state/route.js";
import type { Waiting } from "./figures.js";
import { NO_FILTERS, queryOf, type Show } from "./filters.js";
import { buyerOf, nameOf } from "./rows.js";

const TONES: Readonly<Partial<Record<Show, string>>> = { failed: "bad", late: "warn", unpaid: "" };

/** What needs a person, and for how long; each leads to the orders it is about. */
export function WaitingTiles({ waiting }: { waiting: readonly Waiting[] }) {
  const w = words.value;
  if (waiting.length === 0) return null;
  return (
    <ul class="waiting" aria-label={w.orderList.waiting}>
      {waiting.map(({ show, count, first }) => {
        const placed = shopDate(first.date_add);
        const ago = placed === null ? "–" : agoText(placed.getTime(), present().getTime());
        const who = buyerOf(first) ?? nameOf(first);
        return (
          <li key={show}>
            <a href={hrefTo("orders", null, queryOf({ ...NO_FILTERS, show }))}>
              <span class={`n ${TONES[show] ?? ""}`}>{count}</span>
              <span class="what">{w.orderList.shows[show]}</span>
              <span class="why">
                {show === "failed" ? w.orderList.newest(ago, who) : w.orderList.oldest(ago, who)}
              </span>
              <Icon name="next" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Keeps their place until the first answer: what stands below must not jump. */
export function WaitingRoom() {
  return <div class="waiting waiting-room" aria-hidden="true" />;
}
