import type { CheckAccessOutput } from "../../index.js";
import type { Browsers } from "./browsers.js";

/** What was found out. */
export interface Found {
  access: CheckAccessOutput;
  browsers: Browsers;
}
