import type { Problem } from "./problem.js";

/** Pages of the back office have these in their address. */
const BACK_OFFICE = /\/index\.php|[?&#](?:controller|token|_token)=|\/admin[^/]*(?:\/|$)/i;
const OWN_MACHINE = /^http:\/\/(?:localhost|[^/:]+\.localhost|127\.[\d.]+|\[::1\])(?:[:/]|$)/i;

/** Whether an address looks like one of the back office. */
export const isBackOffice = (address: string): boolean => BACK_OFFICE.test(address);

/** What speaks against an address before a key is sent there; `again` is how another one is typed. */
export function addressProblem(
  url: string,
  { allowHttp, again }: { allowHttp: boolean; again: (url: string) => string },
): Problem | undefined {
  if (/[?#]/.test(url)) return isBackOffice(url) ? backOffice() : withQuery();
  if (/^http:/i.test(url) && !OWN_MACHINE.test(url) && !allowHttp)
    return unencrypted(again(url.replace(/^http:/i, "https:")));
  return undefined;
}

const wrong = (what: string, ...todo: string[]): Problem => ({
  kind: "wrong_address",
  status: null,
  what,
  todo,
});

/** Somebody typed what the browser shows in the back office. */
export function backOffice(): Problem {
  return wrong(
    "This looks like the address of the back office.",
    "Give the address that customers see, such as https://shop.example, without the admin folder.",
  );
}

function withQuery(): Problem {
  return wrong(
    "The address has more behind a ? or #.",
    "Give it without, such as https://shop.example. For one shop of a multistore, add --shop-id.",
  );
}

function unencrypted(withTls: string): Problem {
  return wrong(
    "This address has no encryption: with http, others on the way could read the key. Nothing was sent.",
    `Try: ${withTls}`,
    "If the shop really has no https, add --allow-http, and make a new key once it has.",
  );
}
