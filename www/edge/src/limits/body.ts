import { refusal } from "../problem.js";

/** Larger than every text of a product in every language. */
export const MOST_BYTES = 512 << 10;
/** Of a table, such as 10,000 sites. */
const MOST_CSV_BYTES = 8 << 20;
/** A table may take so many times as long as another body. */
const SLOWER = 6;
/** Inputs are flat, except for texts by language. */
const MOST_DEPTH = 16;

/** The JSON of a request, read no further than the limit and for no longer than `mostMs`. */
export async function readJson(
  request: Request,
  mostMs: number,
  mostBytes: number = MOST_BYTES,
): Promise<unknown> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^application\/json(?:\s*;|$)/i.test(type)) {
    throw refusal("unsupported_media_type", "The request does not say that its body is JSON.", {
      hint: "Send Content-Type: application/json.",
    });
  }
  return parsedBody(await readText(request, { mostMs, mostBytes }));
}

/**
 * The value of a JSON text that a caller sent.
 * @throws Refusal if it is none, or nested too deeply
 */
export function parsedBody(text: string): unknown {
  if (isTooDeep(text)) throw malformed("is nested too deeply");
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("is not JSON");
  }
}

/** The table of a request, as text. */
export function readCsvText(request: Request, mostMs: number): Promise<string> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^text\/csv(?:\s*;|$)/i.test(type)) {
    throw refusal("unsupported_media_type", "The request does not say that its body is CSV.", {
      hint: "Send Content-Type: text/csv.",
    });
  }
  return readText(request, { mostMs: mostMs * SLOWER, mostBytes: MOST_CSV_BYTES });
}

/** Checked before parsing, since the parsers of some runtimes recurse. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (isText) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  mostMs: number;
  mostBytes: number;
}

/** The text of a request's body, with the same limits. */
export async function readText(request: Request, limits: BodyLimits): Promise<string> {
  let text = "";
  for await (const part of bodyParts(request, limits)) text += part;
  return text;
}

/**
 * The text of a body, in parts as they come.
 * @throws Refusal if it is too large, too slow, incomplete or not UTF-8
 */
export async function* bodyParts(
  { body, headers }: Request,
  { mostMs, mostBytes }: BodyLimits,
): AsyncGenerator<string> {
  if (body === null) throw malformed("is empty");
  // Announced bytes may never come.
  if (Number(headers.get("Content-Length")) > mostBytes) throw tooLarge(mostBytes);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    // This also ends a pending read.
    reader.cancel().catch(() => {});
  }, mostMs);
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw isLate ? tooSlow(mostMs) : malformed("is incomplete");
      });
      if (isLate) throw tooSlow(mostMs);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > mostBytes) {
        await reader.cancel().catch(() => {});
        throw tooLarge(mostBytes);
      }
      yield decoded(() => decoder.decode(value, { stream: true }));
    }
    yield decoded(() => decoder.decode());
  } finally {
    clearTimeout(timer);
  }
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw malformed("is not UTF-8");
  }
}

function tooLarge(mostBytes: number) {
  return refusal("body_too_large", `The body is larger than ${mostBytes >> 10} KB.`);
}

function tooSlow(mostMs: number) {
  return refusal("body_too_slow", `The body did not arrive within ${mostMs / 1000} s.`, {
    hint: "Nothing was done. Retry over a better connection.",
    retryable: true,
  });
}

/** Refuses a body that cannot be read. */
export function malformed(problem: string) {
  return refusal("malformed_body", `The body ${problem}.`);
}
