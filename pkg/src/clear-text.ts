/** Hosts that are reached without a network that others could listen in: no address of the internet. */
const PRIVATE =
  /^(?:localhost|[^.:]+|.+\.(?:localhost|local|internal|lan|test|home\.arpa)|(?:127|10)\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[(?:::1|f[cd].*|fe[89ab].*)\])$/;

const warned = new Set<string>();

/** Warns on the console, once for each host, where a key would travel where anybody can read it. */
export function warnOfClearText(url: unknown): void {
  if (typeof url !== "string" || !/^\s*http:/i.test(url) || !URL.canParse(url)) return;
  const { hostname } = new URL(url);
  if (PRIVATE.test(hostname) || warned.has(hostname)) return;
  warned.add(hostname);
  console.warn(`The key travels to ${hostname} unencrypted. Give the address with https://.`);
}
