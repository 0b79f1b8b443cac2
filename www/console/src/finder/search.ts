import type { Hit } from "./hits.js";

/** One question to the shop; `found` can be called several times, each time with all of it. */
export interface Lookup {
  name: string;
  run(signal: AbortSignal, found: (hits: readonly Hit[]) => void): Promise<void>;
}

/** What is known about a text. */
export interface Findings {
  text: string;
  hits: readonly Hit[];
  /** The lookups that have not answered. */
  pending: readonly string[];
  failures: readonly { name: string; error: unknown }[];
}

/** Runs something later; what it gives takes that back. */
export type Later = (run: () => void, ms: number) => () => void;

/** Asks about texts, one after the other; only the last one counts. */
export interface Search {
  ask(text: string, lookups: readonly Lookup[], isStillFit: (hit: Hit) => boolean): void;
  stop(): void;
}

/** Who types on is not asked about. */
export const WAIT_MS = 180;

export const NO_FINDINGS: Findings = { text: "", hits: [], pending: [], failures: [] };

const inBrowser: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** An answer to an earlier text never takes the place of a later one, however late it comes. */
export function newSearch(onChange: (findings: Findings) => void, later = inBrowser): Search {
  let asked = new AbortController();
  let forget = () => {};
  let now = NO_FINDINGS;
  const tell = (next: Findings) => {
    now = next;
    onChange(next);
  };
  return {
    ask: (text, lookups, isStillFit) => {
      asked.abort();
      forget();
      const mine = new AbortController();
      asked = mine;
      const { signal } = mine;
      const names = lookups.map(({ name }) => name);
      // What was found and fits the longer text as well need not flicker.
      tell({ text, hits: now.hits.filter(isStillFit), pending: names, failures: [] });
      // In the order of the questions, whichever is answered first.
      const byLookup = new Map<string, readonly Hit[]>(names.map((name) => [name, []]));
      const settle = (name: string, failures: Findings["failures"]) => {
        if (signal.aborted) return;
        const pending = now.pending.filter((one) => one !== name);
        // When all have answered, nothing of before is left.
        const hits = pending.length === 0 ? together(byLookup, []) : now.hits;
        tell({ ...now, hits, pending, failures: [...now.failures, ...failures] });
      };
      forget = later(() => {
        for (const { name, run } of lookups) {
          const found = (hits: readonly Hit[]) => {
            if (signal.aborted) return;
            byLookup.set(name, hits);
            tell({ ...now, hits: together(byLookup, now.hits) });
          };
          run(signal, found).then(
            () => settle(name, []),
            (error: unknown) => settle(name, [{ name, error }]),
          );
        }
      }, WAIT_MS);
    },
    stop: () => {
      asked.abort();
      forget();
    },
  };
}

/** New hits first; those of before as long as nothing has taken their place. */
function together(
  byLookup: ReadonlyMap<string, readonly Hit[]>,
  before: readonly Hit[],
): readonly Hit[] {
  const all = [...[...byLookup.values()].flat(), ...before];
  const seen = new Set<string>();
  return all.filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
