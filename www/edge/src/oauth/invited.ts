import type { Invitations } from "./invitations.js";
import { invitationPage, refusalPage } from "./page.js";
import { resourceOf } from "./resource.js";

/** Where the link of an invitation leads. */
export const INVITATION = "/authorize/invitation";

const COOKIE = "__Host-invitation";
const SECONDS = 3_600;

/** The link of an invitation. */
export function invitationLink(publicUrl: string, code: string): string {
  return `${publicUrl}${INVITATION}?code=${code}`;
}

/**
 * Remembers an invitation in this browser, so that the page of a consent finds it. It is not used up:
 * programs that look into mails open links, too.
 */
export async function openInvitation(
  {
    invitations,
    publicUrl,
    now,
  }: { invitations: Invitations; publicUrl: string; now: () => number },
  request: Request,
): Promise<Response> {
  const code = new URL(request.url).searchParams.get("code") ?? "";
  const invitation = await invitations.find(code, now());
  const accepted = request.headers.get("Accept-Language");
  if (invitation === undefined) return refusalPage(accepted, "badInvitation", 404);
  const response = invitationPage(accepted, resourceOf(publicUrl, invitation.site));
  response.headers.append("Set-Cookie", cookie(code, SECONDS));
  return response;
}

/** The code of the invitation that was opened in this browser. */
export function codeOf({ headers }: Request): string | undefined {
  const pairs = (headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1);
}

/** The cookie that takes it out again. */
export function forgetInvitation(): string {
  return cookie("", 0);
}

function cookie(value: string, seconds: number): string {
  return `${COOKIE}=${value}; Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}
