/** What is kept of a list, by shop: more than the browser's small storage takes. */
export interface KeptList {
  /** Everything but where each product stands. */
  list: unknown;
  /** Where each product stands, by its place. */
  entries: ReadonlyMap<number, unknown>;
}

const DATABASE = "bulk";
const LISTS = "lists";
const ENTRIES = "entries";

let opening: Promise<IDBDatabase> | undefined;

/** Keeps a list in the place of the one before; whether it could be. */
export async function keepList(shop: string, list: unknown): Promise<boolean> {
  return attempt(async () => {
    const { store, done } = await openStores([LISTS, ENTRIES], "readwrite");
    store(LISTS).put(list, shop);
    store(ENTRIES).delete(rangeOf(shop));
    await done;
  });
}

/** Keeps more of a list that is kept already. */
export async function keepAgain(shop: string, list: unknown): Promise<boolean> {
  return attempt(async () => {
    const { store, done } = await openStores([LISTS], "readwrite");
    store(LISTS).put(list, shop);
    await done;
  });
}

/** Keeps where products stand. */
export async function keepEntries(
  shop: string,
  entries: readonly (readonly [place: number, entry: unknown])[],
): Promise<boolean> {
  return attempt(async () => {
    const { store, done } = await openStores([ENTRIES], "readwrite");
    for (const [place, entry] of entries) store(ENTRIES).put(entry, [shop, place]);
    await done;
  });
}

/** What is kept of a shop's list; `null` where nothing is. */
export async function keptList(shop: string): Promise<KeptList | null> {
  try {
    const { store } = await openStores([LISTS, ENTRIES], "readonly");
    const list = answered(store(LISTS).get(shop));
    const keys = answered(store(ENTRIES).getAllKeys(rangeOf(shop)));
    const values = answered(store(ENTRIES).getAll(rangeOf(shop)));
    if ((await list) === undefined) return null;
    const [places, entries] = await Promise.all([keys, values]);
    const pairs = places.map((key, n) => [(key as [string, number])[1], entries[n]] as const);
    return { list: await list, entries: new Map(pairs) };
  } catch {
    return null;
  }
}

/** Forgets a shop's list. */
export async function forgetList(shop: string): Promise<void> {
  await attempt(async () => {
    const { store, done } = await openStores([LISTS, ENTRIES], "readwrite");
    store(LISTS).delete(shop);
    store(ENTRIES).delete(rangeOf(shop));
    await done;
  });
}

/** A browser may keep nothing, as in a private window: the page then asks before it is left. */
async function attempt(doing: () => Promise<void>): Promise<boolean> {
  try {
    await doing();
    return true;
  } catch {
    return false;
  }
}

async function openStores(names: readonly string[], mode: IDBTransactionMode) {
  opening ??= open();
  const database = await opening.catch((error) => {
    opening = undefined;
    throw error;
  });
  const transaction = database.transaction(names, mode);
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  done.catch(() => {});
  return { store: (name: string) => transaction.objectStore(name), done };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(LISTS);
    request.result.createObjectStore(ENTRIES);
  };
  return answered(request);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function rangeOf(shop: string): IDBKeyRange {
  return IDBKeyRange.bound([shop, 0], [shop, Number.MAX_SAFE_INTEGER]);
}
