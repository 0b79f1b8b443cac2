/** Something that a client knows, and since when. */
export interface Known<T> {
  /** When the shop was asked for it, in milliseconds since 1970. */
  at: number;
  /** What it answered. */
  value: T;
}

/**
 * What a client knows of its shop: plain data without secrets, to be stored as JSON and handed to the
 * next client of the same shop and key. Of the key there are 32 bits of a hash, which tell another key
 * apart and are far too few to find this one out. Whoever can change what is stored can change what
 * the next client believes of its shop, so keep it where only your program writes.
 */
export interface Knowledge {
  /** The version of this form; what is of another one is ignored. */
  format: number;
  /** When it was taken out, in milliseconds since 1970. */
  at: number;
  /** The address of the shop. */
  url: string;
  /** The `shopId` of the client; `null` for none. */
  shopId: number | null;
  /** 32 bits of a hash of the key and of `auth`. */
  keyCheck: number;
  /** The version of PrestaShop; `null` where no answer has told it. */
  version: string | null;
  /** The methods that the key may use, by resource: `get put`; `null` where that was not asked for. */
  rights: Known<Record<string, string>> | null;
  /** What the shop has refused, and when; missing rights count for a minute. */
  refusals: {
    /** When the shop refused it. */
    at: number;
  }[];
  /** The languages of the shop; `null` where no call needed them. */
  languages: Known<object[]> | null;
  /** The states of orders; `null` where no call needed them. */
  orderStates: Known<object[]> | null;
  /** The currencies of the shop; `null` where no call needed them. */
  currencies: Known<object[]> | null;
  /** Which shops of a multistore answer at this address; `null` where no call needed it. */
  ownShops: Known<Record<string, boolean>> | null;
}
