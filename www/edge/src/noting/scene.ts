import type { WriteJob } from "../actions/outcome.js";
import type { Service } from "../service.js";
import type { Site } from "../sites/site.js";

/** Where a write is made. */
export interface WriteScene {
  service: Service;
  site: Site;
  job: WriteJob;
}
