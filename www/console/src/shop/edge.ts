import {
  EdgeShop,
  type EdgeSite,
  type Exchange,
  PrestaShopError,
} from "@aismarttalk/prestashop/edge";
import type { Message } from "../language/message.js";
import type { Access } from "./access.js";
import type { Action, Input } from "./catalogue.js";
import { type EdgeExchange, STOPPED } from "./edge-exchange.js";
import { RequestError, titleOfKind, titleOfProblem } from "./failure.js";
import { obstacleTo } from "./reach.js";
import { addressOf } from "./ref.js";
import { isThisMachine } from "./this-machine.js";

export type { EdgeSite };

/** A shop to add to a worker. */
export interface NewShop {
  url: string;
  key: string;
  name?: string;
  shopId?: number;
}

/** A shop that was added, and what its key may do. */
export interface AddedShop {
  site: EdgeSite & { url: string };
  access: Access | null;
}

/** An edge worker, with a token for it. */
export interface Edge {
  /** Without a slash at its end. */
  address: string;
  sites(signal: AbortSignal): Promise<readonly EdgeSite[]>;
  /** What the token may run. */
  actions(signal: AbortSignal): Promise<readonly Action[]>;
  /** What the key of the shop may do. */
  access(site: Pick<EdgeSite, "id">, signal: AbortSignal): Promise<Access>;
  /** Adds a shop; the token must be that of an administrator. */
  addShop(shop: NewShop, signal: AbortSignal): Promise<AddedShop>;
  run(site: EdgeSite, action: Action, input: Input, signal: AbortSignal): Promise<unknown>;
}

const BY: Message = (w) => w.errors.byWorker;

/**
 * Speaks with the worker at an address. The token goes into a header and nowhere else.
 * @throws RequestError where the address cannot be one
 */
export function edgeAt(
  given: string,
  token: string,
  onExchange: (exchange: EdgeExchange) => void,
): Edge {
  const address = workerAddress(given);
  const told = (exchange: Exchange) =>
    onExchange({ ...exchange, via: "worker", unanswered: whyNot(exchange) });
  const at = (site?: string) =>
    new EdgeShop({
      url: address,
      token,
      onExchange: told,
      ...(site !== undefined && { site }),
      fetch: pageFetch,
    });
  const anywhere = at();
  const shops = new Map<string, EdgeShop>();
  const shopOf = ({ id }: Pick<EdgeSite, "id">): EdgeShop => {
    const shop = shops.get(id) ?? at(id);
    shops.set(id, shop);
    return shop;
  };
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      throw await explanation(thrown, address);
    }
  };
  return {
    address,
    sites: (signal) => explained(anywhere.sites({ signal })),
    actions: async (signal) => (await explained(anywhere.actions({ signal }))) as readonly Action[],
    access: (site, signal) => explained(shopOf(site).access({ signal })),
    addShop: (shop, signal) => explained(anywhere.addSite(shop, { signal })),
    run: (site, { name }, input, signal) => explained(shopOf(site).run(name, input, { signal })),
  };
}

/** Without cookies, and never from a store. */
const pageFetch = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, credentials: "omit", cache: "no-store" });

function whyNot({ status, error }: Exchange): EdgeExchange["unanswered"] {
  if (status !== null) return null;
  return error !== null && STOPPED.test(error) ? "stopped" : "unanswered";
}

function workerAddress(given: string): string {
  const address = addressOf(given);
  const wrong = (message: Message, hint: Message) =>
    new RequestError({ kind: "wrong_address", title: WRONG_ADDRESS, message, hint, by: BY });
  if (!URL.canParse(address)) throw wrong((w) => w.errors.worker.noAddress, ADDRESS_HINT);
  const { protocol, hostname } = new URL(address);
  if (!/^https?:$/.test(protocol)) throw wrong((w) => w.errors.worker.notHttps, ADDRESS_HINT);
  if (protocol === "http:" && !isThisMachine(hostname)) {
    throw wrong(
      (w) => w.errors.worker.overHttp,
      (w) => w.errors.worker.overHttpHint,
    );
  }
  return address;
}

/** What the page says of an error that the worker, or what stands in its place, is the cause of. */
async function explanation(thrown: unknown, address: string): Promise<unknown> {
  if (!(thrown instanceof PrestaShopError)) return thrown;
  const { problem, kind, status, field, request, saved, retryable } = thrown;
  const known = { status, field, request, saved, retryable, by: BY };
  if (problem === NOT_A_WORKER && kind !== "outcome_unknown") {
    const message: Message = (w) => w.errors.worker.notTheWorker;
    const title = WRONG_ADDRESS;
    return new RequestError({
      ...known,
      kind: "wrong_address",
      title,
      message,
      hint: ADDRESS_HINT,
    });
  }
  if (problem !== undefined && problem !== NOT_A_WORKER) {
    const title = titleOfProblem(problem);
    const hint = HINTS[problem] ?? thrown.hint;
    return new RequestError({ ...known, kind: problem, title, message: thrown.message, hint });
  }
  if (status !== null || request === null) return thrown;
  return unanswered(thrown, address);
}

/** The word of the package for an answer that no worker gave. */
const NOT_A_WORKER = "not_a_worker";

async function unanswered(error: PrestaShopError, address: string): Promise<RequestError> {
  const { kind, request, saved, retryable } = error;
  const known = { request, saved, retryable, by: BY };
  if (kind === "outcome_unknown") {
    const isStopped = STOPPED.test(error.message);
    return new RequestError({
      ...known,
      kind,
      title: titleOfKind(kind),
      message: ({ errors: { worker } }) =>
        isStopped ? worker.stoppedWriting : worker.unansweredWriting,
      hint: (w) => w.errors.worker.unknownHint,
    });
  }
  if (kind === "aborted") {
    const message: Message = (w) => w.errors.worker.stopped;
    return new RequestError({ ...known, kind, title: titleOfKind(kind), message, retryable: true });
  }
  const obstacle = await obstacleTo(`${address}/healthz`);
  if (obstacle === "nobody" || kind === "timeout") {
    return new RequestError({
      ...known,
      kind,
      title: titleOfKind(kind),
      message: (w) => w.errors.worker.nobody(address),
      hint: (w) => w.errors.worker.nobodyHint,
    });
  }
  return new RequestError({
    ...known,
    kind: "foreign_origin",
    title: (w) => w.errors.worker.foreignOrigin,
    message: (w) => w.errors.worker.foreignOriginMessage(address, location.origin),
    hint: (w) => w.errors.worker.foreignOriginHint(location.origin),
    retryable: false,
  });
}

const WRONG_ADDRESS: Message = (w) => w.errors.worker.wrongAddress;
const ADDRESS_HINT: Message = (w) => w.errors.worker.addressHint;

/** What a person does about it, where the worker speaks to programs. */
const HINTS: Readonly<Record<string, Message>> = {
  unauthorized: (w) => w.errors.worker.hints.unauthorized,
  no_such_route: ADDRESS_HINT,
  forbidden: (w) => w.errors.worker.hints.forbidden,
  not_configured: (w) => w.errors.worker.hints.not_configured,
};
