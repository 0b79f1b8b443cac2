/**
 * How fast the answers of a shop are read. Reading occupies the isolate, in which other sites are
 * too: a shop that sends much, or what takes long to read, slows down itself alone.
 */
export interface Pace {
  /** Milliseconds to wait before these bytes of a site's shop are read. */
  wait(site: string, bytes: number): number;
}

/** More than any page of a dashboard asks for. */
const AT_ONCE = 4 << 20;
const PER_MS = (1 << 20) / 1000;
/** Above this many sites the least recently read is dropped. */
const MOST_SITES = 20_000;

/** A bucket for each site in this process: full at first, refilled evenly, and owed to when empty. */
export function memoryPace(now: () => number = Date.now): Pace {
  const buckets = new Map<string, { bytes: number; at: number }>();
  return {
    wait: (site, bytes) => {
      const time = now();
      const bucket = buckets.get(site) ?? { bytes: AT_ONCE, at: time };
      // A clock that is set back takes nothing away.
      const filled = bucket.bytes + Math.max(0, time - bucket.at) * PER_MS;
      const left = Math.min(AT_ONCE, filled) - bytes;
      buckets.delete(site);
      buckets.set(site, { bytes: left, at: time });
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_SITES && oldest !== undefined) buckets.delete(oldest);
      return Math.max(0, -left / PER_MS);
    },
  };
}
