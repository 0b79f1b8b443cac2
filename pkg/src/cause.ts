/** What a cause may hold to be searched whole; whatever else it is keeps its content to itself. */
const SEARCHED = /^\[object (?:Error|DOMException|Object|Array)\]$/;
const MOST_PARTS = 1_000;

/**
 * Whether what was thrown certainly does not hold the key, so that an error may have it as its
 * `cause`. A `fetch` may tell all that it was given: the address, the headers.
 */
export function isWithoutKey(cause: unknown, key: string): boolean {
  const seen = new Set<unknown>();
  let spellings: string[] = [];
  const isClean = (value: unknown): boolean => {
    if (typeof value === "string") {
      const text = decoded(value).toLowerCase();
      return !spellings.some((one) => text.includes(one));
    }
    if (typeof value === "function") return false;
    if (typeof value !== "object" || value === null || seen.has(value)) return true;
    seen.add(value);
    if (seen.size > MOST_PARTS || !SEARCHED.test(Object.prototype.toString.call(value)))
      return false;
    return Reflect.ownKeys(value).every(
      (name) => isClean(String(name)) && isClean((value as Record<PropertyKey, unknown>)[name]),
    );
  };
  try {
    // The last characters of Base64 depend on what follows the key.
    spellings = [key, btoa(key).slice(0, 40)].map((one) => one.toLowerCase());
    return isClean(cause);
  } catch {
    return false;
  }
}

/** Percent-encoded text as it was; other than `decodeURIComponent` it never throws. */
function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
