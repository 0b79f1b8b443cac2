import type { BackgroundWork } from "./background/work.js";
import type { CallerSource } from "./callers/source.js";
import type { CallerStore } from "./callers/store.js";
import type { Events } from "./events/open.js";
import type { EventBudget } from "./events/work.js";
import type { AnswerSeal } from "./idempotency/sealed-answers.js";
import type { KeyStore } from "./idempotency/store.js";
import type { JobStore } from "./jobs/sql.js";
import type { Journal } from "./journal/journal.js";
import type { RateLimitBinding, RateLimiter } from "./limits/rate.js";
import type { GateLimits, ShopGate } from "./limits/shop-gate.js";
import type { WrongTokens } from "./limits/wrong-tokens.js";
import type { Locks } from "./locks/lock.js";
import type { FailureLine, LogLine } from "./logging/line.js";
import type { Report } from "./logging/report.js";
import type { OAuth } from "./oauth/open.js";
import type { Runner } from "./running/dependencies.js";
import type { WriteQueue } from "./running/queue.js";
import type { Settings } from "./settings.js";
import type { CacheLike } from "./shop/cache.js";
import type { Shutdown } from "./shutdown.js";
import type { AddressRules } from "./sites/public-address.js";
import type { SiteStore } from "./sites/store.js";
import type { Database } from "./sql/database.js";

/** Everything that serving a request needs. */
export interface Service extends Runner {
  settings: Settings;
  /** Where the caller of a token is found, in this order; none where nothing is configured. */
  callers: readonly CallerSource[];
  /** Callers that can be changed; `null` without a database. */
  callerStore: CallerStore | null;
  /** Sites that can be changed; `null` where none can. */
  siteStore: SiteStore | null;
  /** `null` where no database is set up. */
  database: Database | null;
  /** Who is told what happens in shops; `null` where that is not set up. */
  events: Events | null;
  /** Over all processes that share the database, else in this one. */
  locks: Locks;
  /** Where access tokens come from; `null` where none are taken. */
  oauth: OAuth | null;
  /** What goes on without a request. */
  background: readonly BackgroundWork[];
  /** `null` without a database. */
  jobs: JobStore | null;
  keys: KeyStore;
  answerSeal: AnswerSeal;
  /** Says that background work is due, where another instance may do it. */
  wake: () => Promise<void>;
  rate: RateLimiter;
  /** Of requests without a token, by address; in this process alone. */
  strangers: RateLimiter;
  wrongTokens: WrongTokens;
  log: (line: LogLine | FailureLine) => void;
}

/** A database, and the locks of an engine that has its own. */
export type OpenedDatabase = Database & { locks?: Locks };

/** What a runtime can provide beyond a single process. */
export interface Host {
  cache?: CacheLike;
  rateLimiter?: RateLimitBinding;
  /** A queue that all instances share. */
  queue?: WriteQueue;
  /** The gate in front of shops, where it is not that of this process or of the database. */
  gate?: (limits: GateLimits, report: Report) => ShopGate;
  /** The database that is bound, which counts before any address. */
  bound?: OpenedDatabase;
  /** Opens the database of an address, on runtimes that can. */
  database?: (url: string) => OpenedDatabase;
  /** What of the events may be done each time that the runtime wakes the worker up; all by default. */
  eventBudget?: EventBudget;
  /** A way to call addresses that others gave: to no other host than the one that was checked. */
  publicFetch?: (rules: AddressRules) => typeof fetch;
  /** A journal in a file, by its path. */
  journalFile?: (path: string, days: number) => Journal;
  /** Of the process; without one it never stops by itself. */
  shutdown?: Shutdown;
  /** Wakes up background work, in whichever instance; without it the work comes by itself. */
  wake?: () => Promise<void>;
  log?: (line: LogLine | FailureLine) => void;
}
