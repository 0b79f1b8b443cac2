/** The pages of records. */
export type RecordPage = "orders" | "products" | "customers";

/** What a text in the box can mean; several things at once where it is not clear. */
export interface Meaning {
  /** The text itself, without what copying leaves around it. */
  text: string;
  /** An e-mail address, or a part of one. */
  email: string | null;
  isWholeEmail: boolean;
  /** The reference of an order, as shops write it. */
  reference: string | null;
  /** Part of a reference. */
  part: string | null;
  id: number | null;
  /** The number of a parcel. */
  tracking: string | null;
  /** What to look for in names. */
  words: string | null;
  /** Only records of that page are meant. */
  only: RecordPage | null;
}

/** What stands before a record's name, in the languages of the page. */
const KINDS: Readonly<Record<string, RecordPage>> = {
  order: "orders",
  orders: "orders",
  reference: "orders",
  ref: "orders",
  commande: "orders",
  référence: "orders",
  réf: "orders",
  طلب: "orders",
  الطلب: "orders",
  المرجع: "orders",
  product: "products",
  products: "products",
  produit: "products",
  منتج: "products",
  المنتج: "products",
  customer: "customers",
  customers: "customers",
  client: "customers",
  cliente: "customers",
  عميل: "customers",
  العميل: "customers",
};

const EMAIL = /[^\s<>"'(),;:[\]]+@[^\s<>"'(),;:[\]@]+\.[^\s<>"'(),;:[\]@.]+/;
const EMAIL_PART = /^\S*@\S*$/;
const REFERENCE = /^[A-Z]{9}$/i;
const REFERENCE_IN_TEXT = /(?<![\p{L}\d])[A-Z]{9}(?![\p{L}\d])/u;
const LEAST_WORDS = 2;
const LEAST_PART = 3;
const LEAST_TRACKING = 8;
/** Whoever pastes a whole page means nothing that stands further down. */
const MOST_LETTERS = 500;
const MOST_ID = 2_147_483_647;

const NOTHING: Meaning = {
  text: "",
  email: null,
  isWholeEmail: false,
  reference: null,
  part: null,
  id: null,
  tracking: null,
  words: null,
  only: null,
};

/** What a text means. */
export function meaningOf(typed: string): Meaning {
  const text = clean(typed);
  if (text === "") return NOTHING;
  const email = EMAIL.exec(text)?.[0];
  if (email !== undefined) {
    return { ...NOTHING, text, email: email.replace(/^mailto:/i, ""), isWholeEmail: true };
  }
  if (EMAIL_PART.test(text)) return { ...NOTHING, text, email: text };
  const { only, rest } = withoutKind(text);
  const hasMark = /^(#|n[°º]|№)/i.test(rest);
  const plain = rest.replace(/^(#|n[°º]|№)+\s*/i, "");
  if (plain === "") return { ...NOTHING, text, words: text.length >= LEAST_WORDS ? text : null };
  if (/^\d+$/.test(plain)) return numberMeaning(text, plain, only, hasMark);
  return textMeaning(text, plain, only, hasMark);
}

function numberMeaning(
  text: string,
  digits: string,
  only: RecordPage | null,
  hasMark: boolean,
): Meaning {
  const id = Number(digits);
  return {
    ...NOTHING,
    text,
    id: id > 0 && id <= MOST_ID ? id : null,
    // Some shops number their references.
    part: only === "orders" || (only === null && hasMark) ? digits : null,
    tracking: only === null && digits.length >= LEAST_TRACKING ? digits : null,
    only: only ?? (hasMark ? "orders" : null),
  };
}

function textMeaning(
  text: string,
  plain: string,
  only: RecordPage | null,
  hasMark: boolean,
): Meaning {
  const isToken = /^[\p{L}\d_-]+$/u.test(plain);
  const isForOrders = only === null || only === "orders";
  const reference = isForOrders ? referenceIn(plain) : null;
  const mayBePart = /^[A-Z\d]+$/i.test(plain) && plain.length >= LEAST_PART && plain.length < 9;
  const isPart = isForOrders && reference === null && isToken && mayBePart;
  const isByName = plain.length >= LEAST_WORDS && !hasMark && only !== "orders";
  return {
    ...NOTHING,
    text,
    reference,
    part: isPart || (hasMark && isToken && reference === null) ? plain : null,
    tracking: only === null ? trackingIn(plain) : null,
    words: isByName ? plain : null,
    only: only ?? (hasMark ? "orders" : null),
  };
}

/** A reference alone, or in a sentence that is not all in capitals. */
function referenceIn(text: string): string | null {
  if (REFERENCE.test(text)) return text.toUpperCase();
  const isSentence = /\s/.test(text) && /\p{Ll}|\p{Lo}/u.test(text);
  return isSentence ? (REFERENCE_IN_TEXT.exec(text)?.[0] ?? null) : null;
}

/** Carriers write their numbers in groups. */
function trackingIn(text: string): string | null {
  const closed = text.replace(/[\s.-]+/g, "");
  const isNumber = /^[A-Z\d]+$/i.test(closed) && (closed.match(/\d/g)?.length ?? 0) >= 6;
  return isNumber && closed.length >= LEAST_TRACKING ? closed.toUpperCase() : null;
}

function withoutKind(text: string): { only: RecordPage | null; rest: string } {
  const [, word = "", rest = ""] = /^([\p{L}\p{M}]+)\.?\s*:?\s*(.*)$/u.exec(text) ?? [];
  const only = KINDS[word.toLowerCase()] ?? null;
  return only === null || rest === "" ? { only: null, rest: text } : { only, rest };
}

/** Without what is not seen, and what sentences leave around a name. */
function clean(text: string): string {
  return text
    .slice(0, MOST_LETTERS)
    .normalize("NFC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^["'“„«»‘(]+\s*|\s*["'”“»«’).,;:!?]+$/gu, "");
}
