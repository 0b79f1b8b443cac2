import {
  ERROR_KINDS,
  type ErrorKind,
  PrestaShopError,
  type Saved,
  type ShopError,
} from "@aismarttalk/prestashop/edge";
import { en } from "../language/en.js";
import { type Dictionary, type DisplayText, type Message, textIn } from "../language/message.js";

/** What went wrong before the shop answered, for people. */
interface Failure {
  kind: string;
  title: Message;
  message: DisplayText;
  /** What to do about it; may be empty. */
  hint: DisplayText;
  /** Who says so, in a word. */
  by: Message;
  status: number | null;
  field: string | null;
  request: { method: string; url: string } | null;
  /** What became of the data. */
  saved: Saved;
  retryable: boolean;
}

/** A failure that the package has no class for. Its `message` is English, for the console of the browser. */
export class RequestError extends Error {
  readonly kind: string;
  readonly title: Message;
  readonly text: DisplayText;
  readonly hint: DisplayText;
  readonly by: Message;
  readonly status: number | null;
  readonly codes: readonly ShopError[] = [];
  readonly field: string | null;
  readonly request: { method: string; url: string } | null;
  readonly saved: Saved;
  readonly retryable: boolean;

  constructor(given: Partial<Failure> & Pick<Failure, "kind" | "title" | "message">) {
    super(textIn(given.message, en));
    this.kind = given.kind;
    this.title = given.title;
    this.text = given.message;
    this.hint = given.hint ?? "";
    this.by = given.by ?? ((w) => w.errors.byBrowser);
    this.status = given.status ?? null;
    this.field = given.field ?? null;
    this.request = given.request ?? null;
    this.saved = given.saved ?? "no";
    this.retryable = this.saved === "no" && (given.retryable ?? false);
  }
}

/** Whether it is something to tell the visitor, and no fault of this page. */
export function isFailure(thrown: unknown): thrown is PrestaShopError | RequestError {
  return thrown instanceof PrestaShopError || thrown instanceof RequestError;
}

/** What an error says: the package's and the browser's as they are. */
export function messageOf(error: unknown): DisplayText {
  if (error instanceof RequestError) return error.text;
  return error instanceof Error ? error.message : (w) => w.value.pageFailed;
}

/** What can be done about an error, as it says; may be empty. */
export function hintOf(error: unknown): DisplayText {
  if (error instanceof RequestError) return error.hint;
  const isHinting = error instanceof Error && "hint" in error && typeof error.hint === "string";
  return isHinting ? (error.hint as string) : "";
}

/** Whether the package has a class for that kind. */
export function isErrorKind(kind: string): kind is ErrorKind {
  return ERROR_KINDS.some((one) => one === kind);
}

/** What happened, in a few words. */
export function errorTitle(failure: PrestaShopError | RequestError): Message {
  return failure instanceof RequestError ? failure.title : titleOfKind(failure.kind);
}

/** The title of a kind of the package. */
export function titleOfKind(kind: ErrorKind): Message {
  return ({ errors: { titles } }) => titles[kind];
}

/** The title of a kind that a worker names; the kind itself in words for one that is not known here. */
export function titleOfProblem(kind: string): Message {
  const words = kind.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
  return ({ errors: { titles } }) => (isKnown(titles, kind) ? titles[kind] : words);
}

type Titles = Dictionary["errors"]["titles"];

function isKnown(titles: Titles, kind: string): kind is keyof Titles {
  return Object.hasOwn(titles, kind);
}

/** What a token does not open is not asked for. */
export function notWithThisToken(name: string): RequestError {
  return new RequestError({
    kind: "forbidden",
    title: (w) => w.errors.titles.forbidden,
    message: (w) => w.errors.worker.mayNotRun(name),
    by: (w) => w.errors.byWorker,
  });
}

/** Signs that shops escape in some versions, and escaped once more in others. */
const ESCAPED = /&(?:gt|lt|quot|#039|amp);|[<>"'&]|\.$/g;

/** Whether a text of an error is the shop's own message, in whatever language it has. */
export function isOfShop(error: unknown, text: string): boolean {
  if (!isFailure(error)) return false;
  const bare = text.replace(ESCAPED, "");
  return error.codes.some(({ message }) => message.replace(ESCAPED, "") === bare && bare !== "");
}

/** An error as people are told of it. */
export interface Described {
  title: DisplayText;
  message: DisplayText;
  /** What to do about it; may be empty. */
  hint: DisplayText;
  /** For developers. */
  code: string | null;
}

/** What an error says; a fault of this page as such. */
export function describe(error: unknown): Described {
  const [message, hint] = [messageOf(error), hintOf(error)];
  if (isFailure(error)) return { title: errorTitle(error), message, hint, code: error.kind };
  return { title: (w) => w.errors.ofPage, message, hint, code: null };
}
