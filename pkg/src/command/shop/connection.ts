import type { Sentences } from "./problem.js";

type Of = (host: string) => Sentences;

const OTHER_DOMAIN: Of = (host) => ({
  what: `The certificate (TLS) of ${host} belongs to another domain.`,
  todo: [
    "Use the shop's own domain, with or without www as customers see it.",
    "If that is the address, have the host issue a certificate for it.",
  ],
});
const SELF_SIGNED: Of = (host) => ({
  what: `The certificate (TLS) of ${host} is self-signed, so nobody can tell whether this is your shop.`,
  todo: [
    "Have the host install one of a public authority, such as Let's Encrypt.",
    "For a shop for tests, set NODE_EXTRA_CA_CERTS to the file of its certificate.",
  ],
});
const INCOMPLETE: Of = (host) => ({
  what: `${host} does not send its whole certificate chain (TLS).`,
  todo: [
    "Have the host install the intermediate certificate too. Browsers hide this mistake; programs cannot.",
  ],
});
const NO_TLS: Of = (host) => ({
  what: `${host} does not speak https there.`,
  todo: [
    "Switch on SSL in the back office under Shop Parameters > General, or ask the host for a certificate.",
    "If the shop has no https, write http:// and add --allow-http: others on the way could then read the key.",
  ],
});
const UNREACHABLE: Of = (host) => ({
  what: `${host} cannot be reached from here.`,
  todo: [
    "Look whether this computer is online, and whether the shop opens in a browser.",
    "If it does, ask the host whether a firewall keeps this computer out.",
  ],
});
const CUT: Of = (host) => ({
  what: `${host} closed the connection without an answer.`,
  todo: [
    "Check again. If it stays so, ask the host whether a firewall does that to requests with a key.",
  ],
});

/** What the codes of the system and of TLS mean; other runtimes have codes of their own. */
const MEANINGS: Readonly<Record<string, Of>> = {
  ENOTFOUND: (host) => ({
    what: `There is no host of the name ${host}.`,
    todo: ["Look at the spelling of the address."],
  }),
  EAI_AGAIN: (host) => ({
    what: `The name ${host} could not be looked up.`,
    todo: ["Look whether this computer is online, then check again."],
  }),
  ECONNREFUSED: (host) => ({
    what: `Nothing answers at ${host}.`,
    todo: [
      "Look at the address and its port. If both are right, the web server of the shop is down.",
    ],
  }),
  ECONNRESET: CUT,
  EPIPE: CUT,
  UND_ERR_SOCKET: CUT,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  UND_ERR_CONNECT_TIMEOUT: UNREACHABLE,
  CERT_HAS_EXPIRED: (host) => ({
    what: `The certificate (TLS) of ${host} has expired.`,
    todo: ["Renew it at the host: customers see a warning too."],
  }),
  CERT_NOT_YET_VALID: (host) => ({
    what: `The certificate (TLS) of ${host} is not valid yet.`,
    todo: ["Look at the date of this computer and of the server."],
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: OTHER_DOMAIN,
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: INCOMPLETE,
  UNABLE_TO_GET_ISSUER_CERT: INCOMPLETE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: INCOMPLETE,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  EPROTO: NO_TLS,
};

/** Why no answer came from an address. */
export function connectionOf(code: string | undefined, address: string): Sentences {
  const host = URL.canParse(address) ? new URL(address).host : address;
  return (MEANINGS[code ?? ""] ?? UNREACHABLE)(host);
}
