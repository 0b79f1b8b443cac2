/**
 * Calls the shops: those of the settings, which whoever runs the worker chose, as they are, and all
 * others in the way that is for addresses of somebody else.
 */
export function sendByOrigin(own: ReadonlySet<string>, toOthers: typeof fetch): typeof fetch {
  return (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    return own.has(origin) ? fetch(input, init) : toOthers(input, init);
  };
}
