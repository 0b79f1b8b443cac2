import { BlockedError, type ErrorKind, type Exchange, PrestaShopError } from "../../index.js";
import { backOffice, isBackOffice } from "./address.js";
import { connectionOf } from "./connection.js";
import type { Problem, Sentences } from "./problem.js";

/** What is known of a call that failed. */
export interface Circumstances {
  /** The address as it was typed. */
  url: string;
  key: string;
  /** What the system or TLS said, such as `ENOTFOUND`. */
  code: string | undefined;
  /** The last answer. */
  answer: Exchange | undefined;
  /** How the same command is typed with another address. */
  again(url: string): string;
}

/** What is told of an error. */
export type Tells = (error: PrestaShopError, at: Circumstances) => Sentences;

const PAGE = "Advanced Parameters > Webservice";

/** What the shop owner is told of each kind of error; of others, what the client says. */
const SENTENCES: Readonly<Partial<Record<ErrorKind, Tells>>> = {
  invalid_request: (error, at) => {
    if (error.field === "key") return badKey(at);
    return error.field === "url" ? badAddress(error) : { what: error.message, todo: [error.hint] };
  },
  authentication: (error) => (error.codes.length > 0 ? unknownKey() : noKeySeen()),
  webservice_disabled: () => ({
    what: "The Webservice of this shop is switched off.",
    todo: [
      `In the back office under ${PAGE}, set "Enable PrestaShop's webservice" to Yes, and save.`,
    ],
  }),
  wrong_address: (error, at) => wrongAddress(error, at),
  blocked: (error) => ({
    what: `${blockerOf(error)} refused the request before it reached the shop.`,
    todo: [error.hint],
  }),
  rate_limited: ({ retryAfterMs }) => ({
    what: "The host refuses because of too many requests.",
    todo: [
      retryAfterMs === null
        ? "Wait some minutes, then try again."
        : `Wait ${Math.ceil(retryAfterMs / 1_000)} seconds, then try again.`,
    ],
  }),
  server: (error) => ({
    what: `The shop or its host failed (status ${error.status}).`,
    todo: [error.hint],
  }),
  malformed_response: (error) => ({
    what: "The shop answered, but the answer is damaged.",
    todo: [error.message, error.hint],
  }),
  timeout: (_, at) => ({
    what: "The shop did not answer in time.",
    todo: [
      `Open ${addressOf(at)} in a browser. If it opens there, try again, with --timeout 120 if the shop is slow.`,
      "If it never works from here, ask the host whether a firewall drops such requests.",
    ],
  }),
  network: (_, at) => connectionOf(at.code, addressOf(at)),
};

/** What went wrong, and what to do about it; `own` sentences of a command come first. */
export function failureOf(
  thrown: unknown,
  at: Circumstances,
  own: Readonly<Partial<Record<ErrorKind, Tells>>> = {},
): Problem {
  if (!(thrown instanceof PrestaShopError)) throw thrown;
  const { kind, status, message, hint } = thrown;
  const tell = own[kind] ?? SENTENCES[kind] ?? (() => ({ what: message, todo: [hint] }));
  const { what, todo } = tell(thrown, at);
  return { kind, status, what, todo: todo.filter((one) => one !== "") };
}

function badKey({ key }: Circumstances): Sentences {
  const { length } = [...key];
  const has = length === 32 ? "this one has other characters" : `this one has ${length} characters`;
  return {
    what: `A key is 32 letters and digits; ${has}. Nothing was sent.`,
    todo: [`Copy the whole key from the back office, ${PAGE}.`],
  };
}

function badAddress({ message }: PrestaShopError): Sentences {
  return {
    what: "This is not the address of a shop. Nothing was sent.",
    todo: [
      message.replace(/^`url`/, "It"),
      "Give the address that customers see, such as https://shop.example or https://shop.example/folder.",
    ],
  };
}

function unknownKey(): Sentences {
  return {
    what: "The shop does not accept this key.",
    todo: [
      `In the back office under ${PAGE}, look that the key is in the list and that its status is Yes. Copy it again from there.`,
      "A key belongs to one shop: look that it is not that of another one, or of a copy for tests.",
    ],
  };
}

function noKeySeen(): Sentences {
  return {
    what: "The shop answers, but saw no key: its host removes it from the request.",
    todo: [
      `In the back office under ${PAGE}, set "Enable CGI mode for PHP" to Yes, save, and check again.`,
      "If that does not help, add --auth query. The key then stands in the logs of the server.",
    ],
  };
}

function blockerOf(error: PrestaShopError): string {
  const by = error instanceof BlockedError ? error.by : null;
  return by === null ? "A firewall or the host" : `A firewall (${by})`;
}

function wrongAddress(error: PrestaShopError, at: Circumstances): Sentences {
  if (isBackOffice(at.url)) return backOffice();
  const target = at.answer?.responseHeaders.location;
  if (target !== undefined) return redirected(at, target);
  const what =
    error.status === 404
      ? "There is no Webservice at this address."
      : "This address answers with a web page, not with the Webservice.";
  return {
    what,
    todo: [
      `Open ${addressOf(at)} in a browser: it must ask for a user name.`,
      "If it does not: does the shop lie in a folder, such as https://shop.example/shop? Then give the address with it.",
      "If the address is right, switch on Friendly URL under Shop Parameters > Traffic & SEO, and save once: that renews the .htaccess file.",
    ],
  };
}

/** A redirect within the Webservice leads to the right address; any other tells that this is none. */
function redirected(at: Circumstances, target: string): Sentences {
  const { href } = URL.canParse(target, addressOf(at))
    ? new URL(target, addressOf(at))
    : { href: "" };
  const [, shop] = /^(https?:\/\/[^?]*?)\/api(?:\/[^?]*)?(?:\?(?!.*url=).*)?$/.exec(href) ?? [];
  if (shop !== undefined) {
    return {
      what: `The shop has another address: ${shop}`,
      todo: [`Use it: ${at.again(shop)}`],
    };
  }
  const place = URL.canParse(href) ? `: ${new URL(href).origin}` : "";
  return {
    what: `The shop sends this address elsewhere${place}`,
    todo: [
      "Use the shop's own domain, as it stands in the back office under Shop Parameters > Traffic & SEO, with or without www.",
      "In a multistore, look that the shop exists and is switched on.",
    ],
  };
}

/** Where the request went. */
const addressOf = ({ answer, url }: Circumstances): string => answer?.url.split("?")[0] ?? url;
