import type { ActionWrites } from "@aismarttalk/prestashop";

/** What an access token can allow, from the least: reading, and writing what belongs to each. */
export const SCOPES = ["read", "content", "orders", "customers"] as const;
export type Scope = (typeof SCOPES)[number];

/** Every scope but that of reading. */
const WRITING: readonly Scope[] = ["content", "orders", "customers"];

/** By the written resource; one that is nowhere here needs all of them. */
const RESOURCES: Readonly<Record<Exclude<Scope, "read">, RegExp>> = {
  content:
    /^(?:products?|product_\w+|categories|combinations|content_management_system|customizations|image_types|images|manufacturers|specific_prices|specific_price_rules|stock_availables|suppliers|tags|attachments)$/,
  orders: /^(?:orders?|order_\w+|carts|cart_rules|deliveries)$/,
  customers: /^(?:customers?|customer_\w+|addresses|guests|groups|messages)$/,
};

/** What the scopes of an action follow from. */
export interface ScopedAction {
  name: string;
  reads: boolean;
  writes: ActionWrites | null;
}

/** Whether a text is one of the scopes. */
export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** The scopes in a list in which blanks separate them; others mean nothing here. */
export function readScopes(list: string): Set<Scope> {
  return new Set(list.split(" ").filter(isScope));
}

/**
 * The scopes that an action needs beyond those granted; none where they are enough. What undoes
 * changes needs any that writes: that of the change is checked once the change is known.
 */
export function missingScopes(
  { reads, writes }: ScopedAction,
  granted: ReadonlySet<string>,
): Scope[] {
  const lacking = (needed: readonly Scope[]) => needed.filter((scope) => !granted.has(scope));
  if (reads) return lacking(["read"]);
  if (writes === null) return WRITING.some((scope) => granted.has(scope)) ? [] : [...WRITING];
  const owning = WRITING.filter((scope) =>
    RESOURCES[scope as keyof typeof RESOURCES].test(writes.resource),
  );
  return lacking(owning.length > 0 ? owning : WRITING);
}

/** The names of the actions that scopes cover. */
export function actionsWithin(
  actions: readonly ScopedAction[],
  granted: ReadonlySet<string>,
): ReadonlySet<string> {
  const covered = actions.filter((action) => missingScopes(action, granted).length === 0);
  return new Set(covered.map(({ name }) => name));
}
