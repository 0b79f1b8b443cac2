import { askedDelayMs } from "./retries.js";
import { signatureHeaders } from "./sign.js";

/** What is posted, and to whom. */
export interface Message {
  url: string;
  id: string;
  body: string;
  /** Those that sign. */
  secrets: readonly string[];
}

/** What came of posting a message. */
export interface Posted {
  /** `null` where no answer came. */
  status: number | null;
  /** The status, or why there was none; never a text of the receiver. */
  result: string;
  /** Milliseconds that the receiver asks to be left alone. */
  restMs: number;
}

/** How messages go out. */
export interface Sending {
  send: typeof fetch;
  now: () => number;
  /** Why an address may not be called; `null` where it may. */
  problemOf: (url: string) => string | null;
}

/** Milliseconds until an answer must begin. */
const ANSWER_MS = 15_000;

/** Posts a message once. Redirects are not followed, and of an answer only the head is read. */
export async function post(
  { url, id, body, secrets }: Message,
  { send, now, problemOf }: Sending,
): Promise<Posted> {
  if (problemOf(url) !== null) return { status: null, result: "address_refused", restMs: 0 };
  const signed = await signatureHeaders({ id, at: now(), body }, secrets);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), ANSWER_MS);
  try {
    const response = await send(url, {
      method: "POST",
      headers: {
        ...signed,
        "Content-Type": "application/json",
        "User-Agent": "prestashop-edge",
      },
      body,
      redirect: "manual",
      signal: ending.signal,
    });
    const { status, headers } = response;
    response.body?.cancel().catch(() => {});
    const restMs = askedDelayMs(headers.get("Retry-After"), now());
    return { status, result: String(status), restMs };
  } catch {
    const result = ending.signal.aborted ? "timeout" : "no_connection";
    return { status: null, result, restMs: 0 };
  } finally {
    clearTimeout(timer);
  }
}
