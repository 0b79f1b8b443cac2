import type { Report } from "../logging/report.js";

/** What many requests share, kept for a short time. */
export interface ResponseCache {
  get(name: string): Promise<Response | undefined>;
  /** Keeps a copy for so many seconds; reads nothing from the response itself. */
  put(name: string, response: Response, seconds?: number): Promise<void>;
}

const SECONDS = 60;
/** Of the in-memory one; what is known of a shop takes some kilobytes. */
const MOST_ENTRIES = 500;
const MOST_CACHED_BYTES = 32 << 20;

/** The part of the Cache API that is used. */
export interface CacheLike {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
}

/** The Cache API, where the runtime has one. Nobody else sees the names, so the host is made up. */
export function sharedCache(cache: CacheLike): ResponseCache {
  const address = (name: string) => `https://shop-lists.invalid/${encodeURIComponent(name)}`;
  return {
    get: (name) => cache.match(address(name)),
    put: async (name, response, seconds = SECONDS) => {
      const copy = new Response(response.clone().body, response);
      copy.headers.set("Cache-Control", `max-age=${seconds}`);
      // Some runtimes refuse to keep what sets a cookie; shops often do.
      copy.headers.delete("Set-Cookie");
      copy.headers.delete("Vary");
      await cache.put(address(name), copy);
    },
  };
}

/** The same cache, whose failures leave a line in the log. */
export function reportedCache(cache: ResponseCache, report: Report): ResponseCache {
  const reported = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      report("cache", thrown);
      throw thrown;
    }
  };
  return {
    get: (name) => reported(cache.get(name)),
    put: (name, response, seconds) => reported(cache.put(name, response, seconds)),
  };
}

/** A cache in this process. */
export function memoryCache(now: () => number = Date.now): ResponseCache {
  const kept = new Map<string, { body: ArrayBuffer; init: ResponseInit; until: number }>();
  let bytes = 0;
  const drop = (name: string) => {
    bytes -= kept.get(name)?.body.byteLength ?? 0;
    kept.delete(name);
  };
  return {
    get: async (name) => {
      const entry = kept.get(name);
      if (entry === undefined || entry.until <= now()) {
        drop(name);
        return undefined;
      }
      return new Response(entry.body, entry.init);
    },
    put: async (name, response, seconds = SECONDS) => {
      const { status, statusText } = response;
      const headers = [...response.headers].filter(([header]) => header !== "set-cookie");
      const body = await response.clone().arrayBuffer();
      drop(name);
      bytes += body.byteLength;
      kept.set(name, {
        body,
        init: { status, statusText, headers },
        until: now() + seconds * 1000,
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_ENTRIES && bytes <= MOST_CACHED_BYTES) break;
        drop(oldest);
      }
    },
  };
}
