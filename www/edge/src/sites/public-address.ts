import ipaddr from "ipaddr.js";

/** What is allowed beyond public addresses. */
export interface AddressRules {
  /** Whether hosts of this machine and of private networks may be called, also without TLS. */
  mayBePrivate?: boolean;
}

/** Where a host is: on the internet, in a network of one's own, or where no request belongs. */
type Reach = "public" | "private" | "never";

const SAYS = {
  incomplete: "The address is not a complete one, such as https://shop.example.",
  scheme: "The address must begin with https://.",
  spelling: "The address is written in an unusual way. Write it as browsers show it.",
  userinfo: "The address must not contain a user name or password.",
  port: "The port of the address is not one of a web server.",
  plain: "The address must begin with https://: over plain http, others can read what is sent.",
  private: "The address is in a private network.",
  never: "The address is reserved and belongs to no server on the internet.",
} as const;

/** Names that are looked up in networks of one's own. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** Ranges by the names of `ipaddr.js`; all others but `unicast` are never called. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set([
  "loopback",
  "private",
  "carrierGradeNat",
  "uniqueLocal",
]);

/** What is public by its range: the services in which clouds tell machines their secrets. */
const METADATA: ReadonlySet<string> = new Set(["168.63.129.16", "fd00:ec2::254"]);

/** Addresses of the internet in IPv6; whatever else has no name in the table of ranges. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Above the ports of the system, those where databases, caches and control planes listen. */
const PORTS_OF_OTHERS: ReadonlySet<number> = new Set([
  ...[1080, 1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 4001, 4190, 4369],
  ...[5432, 5601, 5672, 5900, 5984, 5985, 5986, 6000, 6066, 6379, 6443, 6566, 6665, 6666, 6667],
  ...[6668, 6669, 6697, 7000, 7001, 7077, 8086, 8500, 9000, 9042, 9092, 9100, 9200, 9300, 10050],
  ...[10080, 10250, 10255, 11211, 15672, 26379, 27017, 27018, 28017, 50070],
]);

/**
 * Why a complete address that somebody else gave may not be called, as a sentence; `null` where it may.
 * What a name stands for is checked when it is looked up, by `hostProblem`.
 */
export function addressProblem(url: string, rules: AddressRules = {}): string | null {
  const [, scheme, authority] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (scheme === undefined || authority === undefined || authority === "") return SAYS.incomplete;
  if (!/^https?$/i.test(scheme)) return SAYS.scheme;
  if (authority.includes("@")) return SAYS.userinfo;
  // Parsers disagree about these, so that one would check another host than the next one calls.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(url) || authority.includes("%")) return SAYS.spelling;
  if (!URL.canParse(url)) return SAYS.incomplete;
  const { protocol, hostname, port } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(address) && !hasHost(authority, hostname)) return SAYS.spelling;
  const reach = ipaddr.isValid(address) ? reachOfIp(address) : reachOfName(hostname);
  const problem = reachProblem(reach, rules);
  if (problem !== null) return problem;
  if (protocol === "http:" && reach === "public") return SAYS.plain;
  return port === "" || isWebPort(Number(port)) ? null : SAYS.port;
}

/** Why an IP address that a name stands for may not be called; `null` where it may. */
export function hostProblem(ip: string, rules: AddressRules = {}): string | null {
  // The zone of a link-local address is no part of the range.
  const [address = ""] = ip.split("%");
  return reachProblem(ipaddr.isValid(address) ? reachOfIp(address) : "never", rules);
}

function reachProblem(reach: Reach, { mayBePrivate = false }: AddressRules): string | null {
  if (reach === "public" || (reach === "private" && mayBePrivate)) return null;
  return SAYS[reach];
}

/** Whether an authority has the host as the parser writes it: 127.1 is 127.0.0.1 too. */
function hasHost(authority: string, hostname: string): boolean {
  const host = authority.replace(/:\d*$/, "").toLowerCase();
  if (!host.startsWith("[")) return host === hostname;
  // IPv6 has many spellings in use; all of them are one address.
  return /^\[[0-9a-f:.]+\]$/.test(host);
}

function reachOfIp(address: string): Reach {
  const ip = ipaddr.parse(address);
  const range = ip.range();
  if (METADATA.has(ip.toString())) return "never";
  if (PRIVATE_RANGES.has(range)) return "private";
  if (range !== "unicast") return "never";
  return ip instanceof ipaddr.IPv6 && !ip.match(GLOBAL_IPV6) ? "never" : "public";
}

function reachOfName(hostname: string): Reach {
  const name = hostname.replace(/\.$/, "");
  if (name === "" || name.endsWith(".")) return "never";
  // A name without a dot is looked up in the network's own domain.
  return !name.includes(".") || PRIVATE_NAME.test(name) ? "private" : "public";
}

function isWebPort(port: number): boolean {
  return port === 80 || port === 443 || (port >= 1024 && !PORTS_OF_OTHERS.has(port));
}
