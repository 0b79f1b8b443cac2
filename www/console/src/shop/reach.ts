import { PrestaShopError } from "@aismarttalk/prestashop/edge";
import type { Message } from "../language/message.js";
import { RequestError } from "./failure.js";
import { isThisMachine } from "./this-machine.js";

/** How long a server may take to answer anything at all. */
const TIMEOUT_MS = 5_000;

type Explanation = Readonly<Record<"title" | "message" | "hint", Message>> & { kind: string };

/** Why a page got no answer; browsers tell scripts nothing but that there was none. */
export type Obstacle = "nobody" | "not_allowed" | "insecure";

/** Finds out by asking once more for whatever there is, without a key and without reading it. */
export async function obstacleTo(url: string): Promise<Obstacle> {
  const { protocol, hostname } = new URL(url);
  if (location.protocol === "https:" && protocol === "http:" && !isThisMachine(hostname)) {
    return "insecure";
  }
  try {
    await fetch(url, {
      mode: "no-cors",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return "not_allowed";
  } catch {
    return "nobody";
  }
}

/** Tells of a shop that gave no answer why; any other error as it is. */
export async function explained(thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof PrestaShopError) || thrown.kind !== "network") return thrown;
  const { request, saved } = thrown;
  if (request === null || !URL.canParse(request.url)) return thrown;
  const { origin, pathname } = new URL(request.url);
  const obstacle = await obstacleTo(origin + pathname);
  if (obstacle === "nobody") return thrown;
  return new RequestError({
    ...(obstacle === "insecure" ? INSECURE : NOT_ALLOWED),
    request,
    saved,
  });
}

const INSECURE = {
  kind: "insecure",
  title: (w) => w.errors.insecure.title,
  message: (w) => w.errors.insecure.message,
  hint: (w) => w.errors.insecure.hint,
} as const satisfies Explanation;

const NOT_ALLOWED = {
  kind: "no_cors",
  title: (w) => w.errors.noCors.title,
  message: (w) => w.errors.noCors.message,
  hint: (w) => w.errors.noCors.hint(location.origin),
} as const satisfies Explanation;
