/** `session` ends with the tab, and is the place of what tells something of a person. */
export type Place = "local" | "session";

/** What is stored under a name; `null` where there is nothing, or nothing that can be read. */
export function stored(place: Place, name: string): unknown {
  try {
    const text = storageOf(place).getItem(name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Stores a value, or takes it away with `null`; `false` where the browser stores nothing. */
export function store(place: Place, name: string, value: unknown): boolean {
  try {
    if (value === null) storageOf(place).removeItem(name);
    else storageOf(place).setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function storageOf(place: Place): Storage {
  return place === "local" ? localStorage : sessionStorage;
}
