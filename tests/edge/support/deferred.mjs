// Something that a test waits for.

/** `{ promise, resolve }`. */
export function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
