import type { CheckAccessOutput } from "../../index.js";
import type { Browsers } from "./browsers.js";

/** What was found out. */
export interface Found {
  access: CheckAccessOutput;
  browsers: Browsers;
}

/** What the owner of the shop is told. */
export interface Sentences {
  /** What happened. */
  what: string;
  /** What helps, a sentence each. */
  todo: string[];
}

/** Why nothing was found out. */
export interface Problem extends Sentences {
  /** The class of the error, for programs. */
  kind: string;
  /** The status of the answer; `null` where there was none. */
  status: number | null;
}
