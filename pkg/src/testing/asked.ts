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

/** The request that `fetch` would send. */
export function asked(input: Input, init?: RequestInit): Asked {
  if (typeof Request === "undefined") return askedPlainly(input as string | URL, init);
  const request = new Request(input, init);
  const { method, url, signal } = request;
  const body = async () => new Uint8Array(await request.arrayBuffer());
  return { method, url, headers: [...request.headers], signal, body };
}

/** The same of what a client hands over, where there is no `Request`, as in Jest's jsdom. */
function askedPlainly(input: string | URL, init: RequestInit = {}): Asked {
  const { method = "GET", headers = {}, signal = null, body } = init;
  return {
    method,
    url: new URL(input).href,
    headers: Object.entries(headers as Record<string, string>),
    signal,
    body: async () => (body as Uint8Array | null | undefined) ?? new Uint8Array(),
  };
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
