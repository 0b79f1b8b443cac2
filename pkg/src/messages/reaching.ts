/** What the client of the edge worker says of the way to it. */
export const REACHING = {
  "reach.as_printed": "Give it as the worker printed it.",
  "reach.no_address": "`{field}` is no address of a worker.",
  "reach.give_address": "Give https:// and its name.",
  "reach.no_site": "The token reaches no site.",
  "reach.late": "The worker did not answer in time.",
  "reach.longer": "Try again, or set a larger timeoutMs.",
  "reach.nobody": "The worker cannot be reached.",
  "reach.runs": "Check its address, and whether it runs.",
  "reach.no_worker": "The answer (HTTP {status}) is not that of an edge worker.",
  "reach.in_front": "Check the address of the worker, and what stands in front of it.",
  "reach.unknown": "Whether it was saved is not known.",
  "reach.changes":
    "Do not repeat it: `changes()` looks at the record again, and says what became of it.",
} as const;
