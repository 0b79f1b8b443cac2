import type { Lock, Locks } from "./lock.js";

/** Locks in this process: whoever comes first has it first. */
export function memoryLocks(): Locks {
  /** By the names that are held, those who wait for them. */
  const lines = new Map<string, (() => void)[]>();
  const lockOf = (name: string): Lock => {
    let isHeld = true;
    return {
      isHeld: () => isHeld,
      release: async () => {
        if (!isHeld) return;
        isHeld = false;
        const next = lines.get(name)?.shift();
        if (next === undefined) lines.delete(name);
        else next();
      },
    };
  };
  return {
    acquire: async (name, mostMs) => {
      const line = lines.get(name);
      if (line === undefined) {
        lines.set(name, []);
        return lockOf(name);
      }
      return new Promise((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          resolve(lockOf(name));
        };
        const timer = setTimeout(() => {
          line.splice(line.indexOf(turn), 1);
          resolve(null);
        }, mostMs);
        line.push(turn);
      });
    },
  };
}
