import { type Begun, KEPT_MS, type KeyStore, UNDER_WAY_MS } from "./store.js";

/** Keys in all, and of one caller. */
const MOST_KEYS = 20_000;
const MOST_OF_CALLER = 5_000;
/** Characters of all answers. */
const MOST_CHARACTERS = 64 << 20;

interface Entry {
  caller: string;
  run: string;
  began: number;
  /** `null` until it is answered. */
  answered: { fingerprint: string; answer: string | null } | null;
}

/** Keys in the memory of this process. One that is full takes no more: none is forgotten too early. */
export function memoryKeys(): KeyStore {
  /** Oldest first, since all are kept equally long. */
  const entries = new Map<string, Entry>();
  const ofCaller = new Map<string, number>();
  let characters = 0;
  const count = (caller: string, more: number) => {
    const left = (ofCaller.get(caller) ?? 0) + more;
    if (left === 0) ofCaller.delete(caller);
    else ofCaller.set(caller, left);
  };
  const forget = (id: string, { caller, answered }: Entry) => {
    entries.delete(id);
    count(caller, -1);
    characters -= answered?.answer?.length ?? 0;
  };
  const isFull = (caller: string) =>
    entries.size >= MOST_KEYS ||
    characters >= MOST_CHARACTERS ||
    (ofCaller.get(caller) ?? 0) >= MOST_OF_CALLER;
  const found = ({ began, answered }: Entry, now: number): Begun => {
    if (answered !== null) return { is: "answered", ...answered };
    return { is: began + UNDER_WAY_MS > now ? "under way" : "lost" };
  };
  return {
    begin: async ({ id, caller }, run, now) => {
      for (const [oldest, entry] of entries) {
        if (entry.began + KEPT_MS > now) break;
        forget(oldest, entry);
      }
      const known = entries.get(id);
      if (known !== undefined) return found(known, now);
      if (isFull(caller)) return { is: "too many" };
      entries.set(id, { caller, run, began: now, answered: null });
      count(caller, 1);
      return { is: "new" };
    },
    finish: async (id, run, fingerprint, answer) => {
      const entry = entries.get(id);
      if (entry?.run !== run) return;
      entry.answered = { fingerprint, answer };
      characters += answer?.length ?? 0;
    },
    release: async (id, run) => {
      const entry = entries.get(id);
      if (entry?.run === run && entry.answered === null) forget(id, entry);
    },
  };
}
