/** What the owner of the shop is told. */
export interface Sentences {
  /** What happened. */
  what: string;
  /** What helps, a sentence each. */
  todo: string[];
}

/** Why a command has no result. */
export interface Problem extends Sentences {
  /** The class of the error, for programs. */
  kind: string;
  /** The status of the answer; `null` where there was none. */
  status: number | null;
}
