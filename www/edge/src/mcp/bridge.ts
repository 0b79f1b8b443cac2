import { isObject, parsedJson } from "../json.js";

// MCP over the standard streams of a process: each message is a line, and is posted to an address that
// speaks Streamable HTTP without sessions.

/** What a bridge stands between. */
export interface Bridged {
  /** The lines of the client. */
  lines: AsyncIterable<string>;
  /** Writes one message to the client. */
  write: (line: string) => void;
  /** Posts a message. */
  post: (init: RequestInit) => Promise<Response>;
}

/** A message, as far as it is looked at. */
interface Message {
  id?: unknown;
  method?: unknown;
  params?: unknown;
}

/** Where messages of the revisions without a handshake name theirs. */
const REVISION = "io.modelcontextprotocol/protocolVersion";
const CANCELLED = "notifications/cancelled";
const PARSE_ERROR = -32_700;
const SERVER_ERROR = -32_000;

/** Passes messages on until the client has no more, and their answers back as they come. */
export async function bridge({ lines, write, post }: Bridged): Promise<void> {
  /** By their ids, what ends the requests that are under way. */
  const underWay = new Map<unknown, AbortController>();
  const pending = new Set<Promise<void>>();
  /** The revision of the handshake. */
  let revision: string | null = null;

  const answer = async (message: Message, ending: AbortController): Promise<void> => {
    const { signal } = ending;
    try {
      const headers = headersOf(message, revision);
      const response = await post({
        method: "POST",
        headers,
        body: JSON.stringify(message),
        signal,
      });
      const text = await response.text();
      const answered = text === "" ? undefined : parsedJson(text);
      if (message.method === "initialize") revision = revisionIn(answered) ?? revision;
      // What only tells something has no answer.
      if (message.id === undefined || signal.aborted) return;
      write(
        JSON.stringify(response.ok && isObject(answered) ? answered : failed(message, answered)),
      );
    } catch {
      if (message.id !== undefined && !signal.aborted)
        write(JSON.stringify(failed(message, undefined)));
    } finally {
      underWay.delete(message.id);
    }
  };

  for await (const line of lines) {
    if (line.trim() === "") continue;
    const message = parsedJson(line);
    if (!isObject(message)) {
      const error = { code: PARSE_ERROR, message: "This line is not a message in JSON." };
      write(JSON.stringify({ jsonrpc: "2.0", id: null, error }));
      continue;
    }
    if (message.method === CANCELLED) {
      underWay.get(isObject(message.params) ? message.params.requestId : undefined)?.abort();
      continue;
    }
    const ending = new AbortController();
    if (message.id !== undefined) underWay.set(message.id, ending);
    const work = answer(message, ending);
    pending.add(work);
    void work.finally(() => pending.delete(work));
    // The messages after a handshake name the revision that it agreed on.
    if (message.method === "initialize") await work;
  }
  await Promise.all(pending);
}

function headersOf({ method, params }: Message, revision: string | null): Record<string, string> {
  const usual = {
    Accept: "application/json, text/event-stream",
    "Content-Type": "application/json",
  };
  const { _meta: meta, name } = isObject(params) ? params : {};
  const own = isObject(meta) ? meta[REVISION] : undefined;
  if (typeof own !== "string") {
    return revision === null ? usual : { ...usual, "Mcp-Protocol-Version": revision };
  }
  const isName = typeof name === "string" && /^[\x21-\x7e]+$/.test(name);
  return {
    ...usual,
    "Mcp-Protocol-Version": own,
    "Mcp-Method": String(method),
    ...(isName && { "Mcp-Name": name }),
  };
}

function revisionIn(answer: unknown): string | undefined {
  const result = isObject(answer) ? answer.result : undefined;
  const version = isObject(result) ? result.protocolVersion : undefined;
  return typeof version === "string" ? version : undefined;
}

/** A problem is an error of the protocol here: the answer has no status of its own. */
function failed({ id }: Message, answer: unknown) {
  if (isObject(answer) && isObject(answer.error)) return { ...answer, id };
  const problem = isObject(answer) && typeof answer.detail === "string" ? answer : undefined;
  const text = problem ? [problem.detail, problem.hint].filter(Boolean).join(" ") : UNREACHED;
  const error = { code: SERVER_ERROR, message: text, ...(problem && { data: problem }) };
  return { jsonrpc: "2.0", id, error };
}

const UNREACHED = "The worker cannot be reached, or its answer is none of MCP.";
