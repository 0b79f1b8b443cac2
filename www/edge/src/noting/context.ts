import type { Stores } from "../catalogue/action.js";
import type { WriteJob } from "../catalogue/outcome.js";
import type { Site } from "../sites/site.js";

/** Where a write is made. */
export interface WriteContext {
  stores: Stores;
  site: Site;
  job: WriteJob;
}
