// Tests that this machine cannot run: each says why it is left out, and fails on a build server.

const isBuildServer = !["", "0", "false", undefined].includes(process.env.CI);

/** Leaves a test out for what the machine lacks. */
export function leaveOut(t, lacking) {
  t.skip(skipFor(lacking));
}

/** The same for the option `skip` of tests; `undefined`, where nothing lacks, is `false`. */
export function skipFor(lacking) {
  if (lacking !== undefined && isBuildServer) throw new Error(lacking);
  return lacking ?? false;
}
