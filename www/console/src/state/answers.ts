import type { ActionMap } from "@aismarttalk/prestashop";
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DisplayText } from "../language/message.js";
import type { ActionName } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { runAction } from "./running.js";
import { shop } from "./session.js";

/** What is known of a question that was put to the shop. */
export interface Answer<T> {
  /** The last answer, which stays while it is asked for again. */
  value: T | null;
  /** Why the last try failed; `null` where it did not. */
  error: unknown;
  isLoading: boolean;
  /** When it was read, in milliseconds since 1970. */
  readAt: number | null;
}

/** An answer on a page, which can ask again. */
export interface Asked<T> extends Answer<T> {
  again(): void;
}

/** Reads something of a shop. */
export type Read<T> = (shop: Connection, signal: AbortSignal) => Promise<T>;

/** Back shows an answer at once, and asks again where it is older. */
const FRESH_MS = 30_000;

/** Those that were not needed for the longest time go. */
const ANSWERS_KEPT = 200;

const NOTHING: Answer<never> = { value: null, error: null, isLoading: false, readAt: null };

const answers = new Map<string, Signal<Answer<unknown>>>();

// What is known belongs to the shop that is open, and to the key it was read with.
shop.subscribe(() => answers.clear());

/** The answer of an action that only reads; `null` as its input asks nothing. */
export function useAction<A extends ActionName>(
  name: A,
  input: ActionMap[A]["input"] | null,
  doing?: DisplayText,
): Asked<ActionMap[A]["output"]> {
  const key = input === null ? null : `${name} ${JSON.stringify(input)}`;
  return useAnswer(key, (open, signal) =>
    runAction(
      open,
      name,
      input as ActionMap[A]["input"],
      doing === undefined ? { signal } : { signal, doing },
    ),
  );
}

/** What `read` gives, kept under a key for when the page comes back to it; `null` asks nothing. */
export function useAnswer<T>(key: string | null, read: Read<T>): Asked<T> {
  const open = shop.value;
  const kept = key === null || open === null ? null : keptAnswer<T>(key);
  const doubted = doubts.value;
  useEffect(() => {
    if (kept === null || open === null) return;
    const { readAt } = kept.peek();
    const isFresh = readAt !== null && Date.now() - readAt <= FRESH_MS;
    if (!isFresh && asking.get(kept)?.doubted !== doubted) void ask(kept, open, read);
  }, [kept, open, doubted]);
  return {
    ...(kept?.value ?? NOTHING),
    again: () => {
      if (kept !== null && open !== null) void ask(kept, open, read);
    },
  };
}

/** How often what was read has become doubtful, for what is kept elsewhere. */
export const doubts = signal(0);

/** After a write all that was read may be otherwise: what is shown is asked for again at once. */
export function distrustAnswers(): void {
  doubts.value += 1;
  for (const answer of answers.values()) answer.value = { ...answer.peek(), readAt: null };
}

function keptAnswer<T>(key: string): Signal<Answer<T>> {
  const found = answers.get(key) ?? signal<Answer<unknown>>(NOTHING);
  // The one that was needed last stands at the end.
  answers.delete(key);
  answers.set(key, found);
  const [oldest] = answers.keys();
  if (answers.size > ANSWERS_KEPT && oldest !== undefined) answers.delete(oldest);
  return found as Signal<Answer<T>>;
}

/** What is asked of each answer at the moment, and how much was in doubt when it began. */
const asking = new WeakMap<Signal<Answer<unknown>>, { doubted: number }>();

/** The newest question counts: what was read before a write must not come after what was read since. */
async function ask<T>(answer: Signal<Answer<T>>, open: Connection, read: Read<T>): Promise<void> {
  const mine = { doubted: doubts.peek() };
  const key = answer as Signal<Answer<unknown>>;
  asking.set(key, mine);
  const end = (ended: Partial<Answer<T>>) => {
    if (asking.get(key) !== mine) return;
    asking.delete(key);
    answer.value = { ...answer.peek(), ...ended, isLoading: false };
  };
  answer.value = { ...answer.peek(), isLoading: true };
  try {
    const value = await read(open, new AbortController().signal);
    end({ value, error: null, readAt: mine.doubted === doubts.peek() ? Date.now() : null });
  } catch (error) {
    end({ error });
  }
}
