import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { Env } from "./context.js";

/** The bytes of an IPv6 address that name a connection to the internet; its owner chooses the others. */
const PREFIX_BYTES = 8;

/**
 * Whom a request comes from, as far as it can be counted: an IPv4 address, or the /64 of an IPv6
 * address; `null` where the runtime does not tell.
 */
export function clientAddress({ env, req, var: { service } }: Context<Env>): string | null {
  const { addressHeader } = service.settings;
  const told = addressHeader === null ? env.address : lastOf(req.header(addressHeader));
  return told === undefined ? null : counted(told);
}

/** Of a list, such as X-Forwarded-For, the client wrote all but what the nearest proxy added. */
function lastOf(header: string | undefined): string | undefined {
  return header?.split(",").at(-1)?.trim();
}

function counted(text: string): string | null {
  // Some proxies name the port too.
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  if (!ipaddr.isValid(bare)) return null;
  const address = ipaddr.process(bare);
  if (address.kind() === "ipv4") return address.toString();
  return ipaddr
    .fromByteArray([...address.toByteArray().slice(0, PREFIX_BYTES), ...Array(8).fill(0)])
    .toString();
}
