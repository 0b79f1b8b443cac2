import { LOCAL_WORKER } from "./local-worker.js";
import type { NamedTarget, Target } from "./ref.js";
import { addressOf } from "./ref.js";

/** What a secret opens: the worker, or the shop, at an address. */
type Place = `${"direct" | "worker"}:${string}`;

const STORED = "secrets";

/** As long as the page. */
const inMemory = new Map<Place, string>();

/** The target with its secret, where this page has it; `null` where the visitor must give it. */
export function opened(target: NamedTarget): Target | null {
  if (target.way === "demo") return target;
  const place = placeOf(target);
  const secret = inMemory.get(place) ?? stored()[place] ?? localToken(target);
  return secret === undefined ? null : withSecret(target, secret);
}

/** The target with what opens it. */
export function withSecret(target: Exclude<NamedTarget, { way: "demo" }>, secret: string): Target {
  return target.way === "direct" ? { ...target, key: secret } : { ...target, token: secret };
}

/** Keeps a secret for this page, and until the tab is closed only where the visitor asks for it. */
export function keepSecret(target: Target, isKept: boolean): void {
  if (target.way === "demo") return;
  const place = placeOf(target);
  const secret = target.way === "direct" ? target.key : target.token;
  inMemory.set(place, secret);
  const { [place]: _, ...others } = stored();
  store(isKept ? { ...others, [place]: secret } : others);
}

/** Whether the secret of a target outlives the page. */
export function isSecretKept(target: NamedTarget): boolean {
  return target.way !== "demo" && placeOf(target) in stored();
}

/** Forgets the secret of one target, or every one. */
export function forgetSecret(target?: NamedTarget): void {
  if (target === undefined) {
    inMemory.clear();
    store({});
    return;
  }
  if (target.way === "demo") return;
  const place = placeOf(target);
  inMemory.delete(place);
  const { [place]: _, ...others } = stored();
  store(others);
}

function placeOf({ way, url }: Exclude<NamedTarget, { way: "demo" }>): Place {
  return `${way}:${addressOf(url)}`;
}

/** Of the worker of `npm start` the token counts as given. */
function localToken({ way, url }: Exclude<NamedTarget, { way: "demo" }>): string | undefined {
  const isLocal = LOCAL_WORKER !== null && addressOf(LOCAL_WORKER.url) === addressOf(url);
  return way === "worker" && isLocal ? LOCAL_WORKER?.token : undefined;
}

type Stored = Readonly<Partial<Record<Place, string>>>;

function stored(): Stored {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Stored) : {};
  } catch {
    // A browser that stores nothing keeps nothing.
    return {};
  }
}

function store(secrets: Stored): void {
  try {
    if (Object.keys(secrets).length === 0) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, JSON.stringify(secrets));
  } catch {
    // They last as long as the page.
  }
}
