/** Milliseconds for which a key stands for its first request. */
export const KEPT_MS = 86_400_000;
/** Milliseconds after which a request without an answer has none any more: its process is gone. */
export const UNDER_WAY_MS = 300_000;

/**
 * What a key stands for: nothing yet, so that this request may run; a request that is under way, or
 * that ended without an answer; or one with an answer, which is `null` where it was too large to keep.
 */
export type Begun =
  | { is: "new" }
  | { is: "under way" }
  | { is: "lost" }
  | { is: "too many" }
  | { is: "answered"; fingerprint: string; answer: string | null };

/** The requests that callers gave a key, for a day. */
export interface KeyStore {
  /** Begins the request of a key, if it is the first one; `run` names it. */
  begin(key: { id: string; caller: string }, run: string, now: number): Promise<Begun>;
  /** Keeps the answer of a request that was begun. */
  finish(id: string, run: string, fingerprint: string, answer: string | null): Promise<void>;
  /** Forgets a request by which nothing was done. */
  release(id: string, run: string): Promise<void>;
}
