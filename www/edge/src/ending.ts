/** How a process ends: nothing new begins, and what writes is waited for. */
export interface Ending {
  /** Whether the process is about to end. */
  readonly isNear: boolean;
  /** Keeps the process until the work is done. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** From now on nothing new begins; resolves when nothing is under way any more. */
  begin(): Promise<void>;
}

/** The ending of one process; where nothing begins it, it never comes. */
export function openEnding(): Ending {
  const underWay = new Set<Promise<unknown>>();
  let isNear = false;
  return {
    get isNear() {
      return isNear;
    },
    hold: (work) => {
      const over = () => void underWay.delete(done);
      const done: Promise<void> = work.then(over, over);
      underWay.add(done);
      return work;
    },
    begin: async () => {
      isNear = true;
      // What is under way may begin more, such as the entry of a journal.
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
