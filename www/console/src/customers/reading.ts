import type {
  FindCustomersInput,
  FindCustomersOutput,
  FoundCustomer,
} from "@aismarttalk/prestashop";
import { useRef } from "preact/hooks";
import type { Connection } from "../shop/connection.js";
import { type Asked, useAnswer } from "../state/answers.js";
import { runAction } from "../state/running.js";

/** Rows that were found, as far as the list is open. */
export interface FoundPeople {
  customers: readonly FoundCustomer[];
  hasMore: boolean;
  warnings: readonly string[];
}

type Pages = readonly FindCustomersOutput[];

/** The pages that are there already: one more costs one request. */
const known = new WeakMap<Connection, Map<string, Pages>>();

/** The first pages of what is asked for; while more of them come, those before stay. */
export function useCustomers(input: FindCustomersInput, count: number): Asked<FoundPeople> {
  const key = JSON.stringify(input);
  const asked = useAnswer(`find_customers ${count} ${key}`, (shop, signal) =>
    readPages(shop, input, key, count, signal),
  );
  const before = useRef<{ key: string; value: FoundPeople } | null>(null);
  if (asked.value !== null) before.current = { key, value: asked.value };
  const kept = before.current?.key === key ? before.current.value : null;
  return { ...asked, value: asked.value ?? kept };
}

async function readPages(
  shop: Connection,
  input: FindCustomersInput,
  key: string,
  count: number,
  signal: AbortSignal,
): Promise<FoundPeople> {
  const ofShop = known.get(shop) ?? new Map<string, Pages>();
  known.set(shop, ofShop);
  const there = ofShop.get(key) ?? [];
  // Where all of them are there already they are wanted anew.
  const pages = there.length === count - 1 ? [...there] : [];
  while (pages.length < count) {
    const cursor = pages.at(-1)?.cursor;
    if (cursor === null) break;
    const from = cursor === undefined ? input : { ...input, cursor };
    pages.push(await runAction(shop, "find_customers", from, { signal }));
  }
  ofShop.set(key, pages);
  return {
    customers: pages.flatMap(({ customers }) => customers),
    hasMore: pages.at(-1)?.has_more ?? false,
    warnings: pages[0]?.warnings ?? [],
  };
}
