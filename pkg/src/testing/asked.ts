/** A request, as the store reads it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly signal: AbortSignal | null;
  readonly body: () => Promise<Uint8Array>;
}

/** What `fetch` takes. */
export type Input = string | URL | Request;

/**
 * The request that `fetch` would send. Of an address no `Request` is made: Jest's jsdom has none, and
 * that of Node refuses the signals of a document.
 */
export function asked(input: Input, init?: RequestInit): Asked {
  if (isRequest(input)) return ofRequest(init === undefined ? input : new Request(input, init));
  const { method = "GET", headers, signal = null, body } = init ?? {};
  return {
    method: method.toUpperCase(),
    url: new URL(input).href,
    headers: pairsOf(headers),
    signal,
    body: () => bytesOf(body),
  };
}

const isRequest = (input: Input): input is Request =>
  typeof input === "object" && "method" in input;

function ofRequest(request: Request): Asked {
  const { method, url, signal } = request;
  const body = async () => new Uint8Array(await request.arrayBuffer());
  return { method, url, headers: [...request.headers], signal, body };
}

function pairsOf(headers: RequestInit["headers"]): [string, string][] {
  if (headers === undefined) return [];
  const isIterable = Symbol.iterator in headers;
  return isIterable ? ([...headers] as [string, string][]) : Object.entries(headers as object);
}

async function bytesOf(body: RequestInit["body"]): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (body === undefined || body === null) return new Uint8Array();
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** `Response` takes no body with these. */
const WITHOUT_BODY = [204, 205, 304];

/** The answer to a request; where there is no `Response`, the part of one that clients read. */
export function answered(
  { method }: Asked,
  status: number,
  headers: [string, string][],
  body: Uint8Array<ArrayBuffer>,
): Response {
  const isEmpty = method === "HEAD" || WITHOUT_BODY.includes(status);
  if (typeof Response !== "undefined") {
    return new Response(isEmpty ? null : body, { status, headers });
  }
  const arrayBuffer = async () => (isEmpty ? new ArrayBuffer(0) : body.buffer);
  const plain = { status, ok: status < 300, headers: Object.fromEntries(headers), arrayBuffer };
  return plain as unknown as Response;
}
