// A Workers KV namespace in this process, of which a test may spoil parts.

/** `{ kept, ...namespace }`, with `spoilt` methods in the place of its own. */
export function keptNamespace(spoilt = {}) {
  const kept = new Map();
  return {
    kept,
    put: async (key, value, options) => void kept.set(key, { value, options }),
    get: async (key) => JSON.parse(kept.get(key)?.value ?? "null"),
    delete: async (key) => void kept.delete(key),
    list: async ({ prefix }) => ({
      keys: [...kept]
        .filter(([name]) => name.startsWith(prefix))
        .sort()
        .map(([name, { options }]) => ({ name, metadata: options.metadata })),
      list_complete: true,
    }),
    ...spoilt,
  };
}
