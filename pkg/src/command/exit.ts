/** What the exit codes say. */
export const EXIT = {
  done: 0,
  /** Of `check`: the key is not ready. */
  notReady: 1,
  /** The shop or whoever was asked said no: nothing was saved. */
  notDone: 1,
  /** Something is missing or misspelled. */
  couldNot: 2,
  /** It is not known whether something was saved, or it was saved in part. */
  unknown: 3,
  /** What was done could not be written to standard output, as on a full disk. */
  unwritten: 74,
  stopped: 130,
} as const;
