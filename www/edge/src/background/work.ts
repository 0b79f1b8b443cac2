/** Work that goes on without a request, such as a job or the delivery of events. */
export interface BackgroundWork {
  /** In the log. */
  name: string;
  /**
   * Does what is due until nothing is or the signal ends it, and says in how many milliseconds to come
   * again. Another process may do the same at once: what is taken is taken under a lock or a lease.
   */
  run(signal: AbortSignal): Promise<Done>;
  /** Whether requests wake it up, by `wake` of the host. */
  isWokenUp?: boolean;
}

/** What is left when nothing more can be done at once. */
export interface Done {
  /** Milliseconds until it looks again for what others may have left. */
  againMs: number;
  /** Milliseconds until something that it knows of is due; `null` for nothing. */
  dueMs?: number | null;
}
