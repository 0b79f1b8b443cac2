/**
 * A value as it is now, for what is read later: a copy of its lists and plain objects. Whatever
 * else it holds stays as it is, for the core to read or to refuse with its path.
 */
export function snapshot<T>(value: T): T {
  return copyOf(value, []) as T;
}

function copyOf(value: unknown, above: readonly unknown[]): unknown {
  // What goes round in a circle is refused later.
  if (typeof value !== "object" || value === null || above.includes(value)) return value;
  const inside = (one: unknown) => copyOf(one, [...above, value]);
  try {
    if (Array.isArray(value)) return Array.from(value, inside);
    const prototype = Object.getPrototypeOf(value);
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (!isPlain || "toJSON" in value) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inside(one)]));
  } catch {
    return value;
  }
}
