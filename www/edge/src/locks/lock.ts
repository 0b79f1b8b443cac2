/** Something that one process at a time holds, such as the right to write a record. */
export interface Lock {
  /** Whether it is still held: a connection that breaks may lose it. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Locks by name, over all processes that share a store. A process that dies loses its own. */
export interface Locks {
  /** Waits for the lock for at most so many milliseconds; `null` where others hold it for longer. */
  acquire(name: string, mostMs: number): Promise<Lock | null>;
}
