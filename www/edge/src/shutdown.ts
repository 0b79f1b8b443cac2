/** How a process shuts down: nothing new begins, and writes under way are waited for. */
export interface Shutdown {
  /** Whether the process is shutting down. */
  readonly hasBegun: boolean;
  /** Keeps the process alive until the work is done. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** From now on nothing new begins; resolves when nothing is under way any more. */
  begin(): Promise<void>;
}

/** The shutdown of one process, until something begins it. */
export function openShutdown(): Shutdown {
  const underWay = new Set<Promise<unknown>>();
  let hasBegun = false;
  return {
    get hasBegun() {
      return hasBegun;
    },
    hold: (work) => {
      const over = () => void underWay.delete(done);
      const done: Promise<void> = work.then(over, over);
      underWay.add(done);
      return work;
    },
    begin: async () => {
      hasBegun = true;
      // What is under way may begin more, such as the entry of a journal.
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
