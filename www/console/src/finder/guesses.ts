import type { Message } from "../language/message.js";
import type { IconName } from "../parts/icon.js";
import { goTo } from "../state/route.js";
import type { Hit } from "./hits.js";
import type { Meaning, RecordPage } from "./meaning.js";
import type { Findings } from "./search.js";

const ICONS: Readonly<Record<RecordPage, IconName>> = {
  orders: "orders",
  products: "box",
  customers: "user",
};

const PAGES: readonly RecordPage[] = ["orders", "products", "customers"];

/**
 * What the text itself names: it can be opened before anybody has looked. Once the shop has answered
 * that it is not there, it is gone.
 */
export function guessesOf(
  { reference, id, only }: Meaning,
  { pending, failures }: Findings,
): readonly Hit[] {
  const isOpen = (name: RecordPage) =>
    pending.includes(name) ||
    pending.includes("all") ||
    failures.some((failure) => failure.name === name);
  const guesses: Hit[] = [];
  if (reference !== null && isOpen("orders")) guesses.push(guess("orders", reference, reference));
  for (const page of PAGES) {
    if (id === null || (only !== null && only !== page) || !isOpen(page)) continue;
    guesses.push(guess(page, page === "orders" ? `id:${id}` : String(id), String(id)));
  }
  return guesses;
}

function guess(page: RecordPage, address: string, name: string): Hit {
  const title: Message = (w) => w.finder.guesses[page](name);
  return {
    key: `${page}/${address}`,
    group: page === "products" ? "products" : "orders",
    icon: ICONS[page],
    title,
    sub: (w) => w.finder.guess,
    isGuess: true,
    open: () => goTo(page, address),
  };
}
