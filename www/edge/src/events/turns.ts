/** Work in turns: many things that become due, some of them at once. */
export interface Turns {
  /** How many at once. */
  most: number;
  /** Names of at most so many that are due. */
  due: (limit: number) => Promise<string[]>;
  /** The turn of one of them. */
  turn: (name: string) => Promise<void>;
  isEnding: () => boolean;
  /** How many in all, where a runtime allows so much at a time. */
  inAll?: number;
  /** Told of a turn that failed; the others go on. */
  failed: (thrown: unknown) => void;
}

/** How often it is looked for more while turns are under way. */
const LOOK_MS = 500;

/** Takes turns until nothing is due, or the process ends; a slow turn holds up nobody else. */
export async function takeTurns({
  most,
  due,
  turn,
  isEnding,
  inAll = Number.POSITIVE_INFINITY,
  failed,
}: Turns): Promise<void> {
  const active = new Map<string, Promise<unknown>>();
  let left = inAll;
  for (;;) {
    const free = Math.min(most - active.size, left);
    const names = isEnding() || free <= 0 ? [] : await due(most);
    for (const name of names.filter((one) => !active.has(one)).slice(0, free)) {
      left -= 1;
      const taken = turn(name)
        .catch(failed)
        .finally(() => active.delete(name));
      active.set(name, taken);
    }
    if (active.size === 0) return;
    await soonest([...active.values()]);
  }
}

/** Resolves when one of them is over, or after a moment. */
async function soonest(turns: readonly Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moment = new Promise((resolve) => {
    timer = setTimeout(resolve, LOOK_MS);
  });
  await Promise.race([...turns, moment]);
  clearTimeout(timer);
}
