// Whether a host lets web pages call the shop (CORS): asked as a browser asks it.
import type { CheckAccessOutput } from "../../index.js";
import type { Method } from "./boxes.js";

/** Whether pages may read and write; `null` where that could not be looked at. */
export interface Browsers {
  /** The page that was asked for. */
  origin: string;
  read: boolean | null;
  write: boolean | null;
  /** What stands in the way; empty where nothing does. */
  why: string;
}

/** What is asked before a request with these. */
interface Preflight {
  method: Method;
  path: string;
  headers: readonly string[];
}

const READ: Preflight = { method: "GET", path: "", headers: ["authorization"] };
const WRITTEN = ["authorization", "content-type"];

/** A browser asks nothing beforehand where the key stands in the address. */
function headersOf(headers: readonly string[], auth: Asking["auth"]): readonly string[] {
  return auth === "query" ? headers.filter((one) => one !== "authorization") : headers;
}

/** How to ask. */
export interface Asking {
  /** The address of the Webservice, with a slash at its end. */
  api: string;
  origin: string;
  auth: "basic" | "query";
  signal: AbortSignal;
  /** The headers of an answer to the key, asked for as from a page. */
  answer(): Promise<Readonly<Record<string, string>> | undefined>;
}

/** Asks the host. What fails on the way is no verdict. */
export async function lookAtBrowsers(asking: Asking, access: CheckAccessOutput): Promise<Browsers> {
  const { origin } = asking;
  try {
    const preflight = await refusal(asking, READ);
    const why = preflight ?? refusedOrigin((await asking.answer()) ?? {}, origin);
    if (why !== undefined) return { origin, read: false, write: false, why };
    for (const write of writesOf(access)) {
      const refused = await refusal(asking, write);
      if (refused !== undefined) return { origin, read: true, write: false, why: refused };
    }
    return { origin, read: true, write: true, why: "" };
  } catch {
    return { origin, read: null, write: null, why: "the host did not answer." };
  }
}

/** The requests that save something; from 8 on the package sends PATCH where the key may. */
function writesOf({ resources }: CheckAccessOutput): Preflight[] {
  const may = (right: Method) => resources.some(({ rights }) => rights.includes(right));
  const change = may("PATCH") ? "PATCH" : "PUT";
  return [
    { method: change, path: "products/1", headers: WRITTEN },
    { method: "POST", path: "order_histories", headers: WRITTEN },
  ];
}

/** Why a browser would not send the request. */
async function refusal(asking: Asking, preflight: Preflight): Promise<string | undefined> {
  const { method, path } = preflight;
  const headers = headersOf(preflight.headers, asking.auth);
  if (headers.length === 0) return undefined;
  const { status, headers: told } = await fetch(asking.api + path, {
    method: "OPTIONS",
    redirect: "manual",
    signal: asking.signal,
    headers: {
      Origin: asking.origin,
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": headers.join(","),
    },
  });
  if (status < 200 || status > 299)
    return `the host answers the preflight (OPTIONS) with ${status}.`;
  const refused = refusedOrigin(Object.fromEntries(told), asking.origin);
  if (refused !== undefined) return refused;
  const words = (name: string) => (told.get(name) ?? "").split(",").map((one) => one.trim());
  const allowed = words("access-control-allow-headers").map((one) => one.toLowerCase());
  // The asterisk stands for every header but this one.
  const lacking = headers.find(
    (one) => !allowed.includes(one) && (one === "authorization" || !allowed.includes("*")),
  );
  if (lacking !== undefined) return `the host does not allow the header ${lacking}.`;
  const methods = words("access-control-allow-methods");
  const isAllowed = method === "GET" || method === "POST" || methods.includes("*");
  return isAllowed || methods.includes(method) ? undefined : `the host does not allow ${method}.`;
}

function refusedOrigin(told: Readonly<Record<string, string>>, origin: string): string | undefined {
  const allowed = told["access-control-allow-origin"];
  if (allowed === "*" || allowed === origin) return undefined;
  if (allowed === undefined) return "the host does not send Access-Control-Allow-Origin.";
  return `the host allows ${allowed} only.`;
}
