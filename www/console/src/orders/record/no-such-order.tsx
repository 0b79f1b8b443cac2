import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { Blank } from "../../parts/note.js";
import { useAction } from "../../state/answers.js";
import { recentOf } from "../../state/recent.js";
import { goTo, hrefTo } from "../../state/route.js";
import { shop, shopRef } from "../../state/session.js";

/** So many letters apart is near. */
const NEAR = 2;

const NEAR_SHOWN = 3;

/** Nobody has that order: what is near, and the next step. */
export function NoSuchOrder({ name }: { name: string }) {
  const w = words.value;
  const near = useNear(name);
  return (
    <Blank
      icon="search"
      title={w.order.nobodyHas(name)}
      acts={
        <Button kind="primary" onClick={() => goTo("orders")}>
          {w.order.toNewest}
        </Button>
      }
    >
      {near.length > 0 && (
        <>
          {w.order.nearBy}{" "}
          {near.map((reference) => (
            <a key={reference} class="mono" translate={false} href={hrefTo("orders", reference)}>
              {reference}{" "}
            </a>
          ))}
        </>
      )}{" "}
      {w.order.lookedIn(shop.value?.name ?? "")}
    </Blank>
  );
}

/** References that are like it, of the newest orders and of those that were open. */
function useNear(name: string): readonly string[] {
  const { value } = useAction("find_orders", { limit: 100 });
  const recents = recentOf(shopRef.value ?? "").filter(({ page }) => page === "orders");
  const known = [
    ...recents.map((one) => one.name),
    ...(value?.orders ?? []).map((one) => one.reference),
  ];
  const wanted = name.toUpperCase();
  return [...new Set(known)]
    .map((reference) => ({ reference, apart: lettersApart(reference.toUpperCase(), wanted) }))
    .filter(({ reference, apart }) => apart > 0 && apart <= NEAR && reference !== "")
    .sort((one, other) => one.apart - other.apart)
    .slice(0, NEAR_SHOWN)
    .map(({ reference }) => reference);
}

/** How many letters would have to be changed, put in or taken out. */
export function lettersApart(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...one].entries()) {
    const next = [row + 1];
    for (const [column, same] of [...other].entries()) {
      const cost = letter === same ? 0 : 1;
      const candidates = [next[column] ?? 0, before[column + 1] ?? 0];
      next.push(Math.min(...candidates.map((count) => count + 1), (before[column] ?? 0) + cost));
    }
    before = next;
  }
  return before[other.length] ?? 0;
}
