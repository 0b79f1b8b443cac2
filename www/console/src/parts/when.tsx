import { agoText, exactText, nearText, shopDate } from "../language/dates.js";
import { words } from "../language/words.js";
import { present } from "../state/present.js";
import { seconds } from "./clock.js";

/** A date of the shop: near in words, exact for whoever points at it. */
export function When({ date }: { date: string | null }) {
  const read = shopDate(date);
  if (date === null || read === null) return <span class="faint">–</span>;
  return (
    <time dateTime={date.replace(" ", "T")} title={exactText(read)}>
      {nearText(read, words.value, present())}
    </time>
  );
}

/** "read 12 s ago" */
export function ReadAgo({ at }: { at: number | null }) {
  if (at === null) return null;
  const now = Math.max(seconds.value, at);
  return <span class="small faint">{words.value.parts.readAgo(agoText(at, now))}</span>;
}
