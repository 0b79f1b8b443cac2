import { type Signal, signal } from "@preact/signals";
import type { Input } from "../shop/catalogue.js";
import type { Problem } from "../shop/check.js";
import { store, stored } from "../state/storage.js";
import type { Typed } from "./inputs.js";

/** A call of an action: what was typed, and what came of it last. It outlives the page that shows it. */
export interface Call {
  typed: Typed;
  /** Of the inputs of which one is given. */
  chosen: string | null;
  problems: readonly Problem[];
  /** What was asked last, with its answer; `null` before anything was. */
  asked: Input | null;
  answer: unknown;
  error: unknown;
  stop: AbortController | null;
}

const NAME = "calls";
/** What was typed may tell of a person: it ends with the tab. */
const PLACE = "session";

const calls = new Map<string, Signal<Call>>();

/** The call of an action in a shop, begun with what was typed before in this tab. */
export function callOf(shop: string, action: string): Signal<Call> {
  const key = `${shop} ${action}`;
  const known = calls.get(key);
  if (known !== undefined) return known;
  const { [key]: typed = {} } = allTyped();
  const nothing = { problems: [], asked: null, answer: null, error: null, stop: null };
  const call = signal<Call>({ ...nothing, typed, chosen: null });
  calls.set(key, call);
  return call;
}

/** Takes what is typed now, and keeps it over a reload. */
export function keepTyped(shop: string, action: string, typed: Typed): void {
  const call = callOf(shop, action);
  call.value = { ...call.value, typed, problems: [] };
  const filled = Object.entries(typed).filter(([, text]) => text !== "");
  const { [`${shop} ${action}`]: _, ...others } = allTyped();
  const all = { ...others, [`${shop} ${action}`]: Object.fromEntries(filled) };
  store(PLACE, NAME, filled.length === 0 ? others : all);
}

function allTyped(): Readonly<Record<string, Typed>> {
  const found = stored(PLACE, NAME);
  return typeof found === "object" && found !== null ? (found as Record<string, Typed>) : {};
}
