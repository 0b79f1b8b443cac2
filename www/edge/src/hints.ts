/**
 * What the package's hints say to programmers, and what they mean for callers of a worker: the options
 * of the client are set by whoever runs it.
 */
const FOR_CALLERS: readonly (readonly [RegExp, string])[] = [
  [/, or set a higher (?:timeoutMs|maxAnswerBytes)(?=\.)/g, ""],
  [/ In a browser, shops of 1\.6 to 8 never .*: go through a server or an edge worker\./g, ""],
  [
    /^Check the address and the connection\./g,
    "Retry in a moment. If it goes on, the shop is down or its site has a wrong address.",
  ],
  [/Its AbortSignal fired: call again/g, "Call again"],
  [
    /Look at it through a client with the same shopId\./g,
    "Look at it through the site that wrote it.",
  ],
  [
    /\b[Gg]ive (?:the |its )?shopId of (?:the|that) shop (to [^.]*)\./g,
    "use the site of the shop $1.",
  ],
  [/\bgive the shopId of the order's shop/g, "use the site of the order's shop"],
  [/: give its shopId or its address\./g, ": use the site of that shop."],
  [/: then give the shopId or the address of that one\./g, ": then use the site of that one."],
  [/access\(\) or the action check_access asks/g, "the action check_access asks"],
  [/^Give shopId\.$/g, "Use the site of one shop."],
  [/, or give the shopId\./g, ", or use the site of one shop."],
  [
    / Where a proxy changes the path, give the shopId\./g,
    " Where a proxy changes the path, the site needs a shopId.",
  ],
];

/** A hint of the package, in the words of a worker. */
export function hintForCallers(hint: string): string {
  return FOR_CALLERS.reduce((text, [pattern, words]) => text.replace(pattern, words), hint);
}
