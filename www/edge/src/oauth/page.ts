import { SCOPES, type Scope } from "./scopes.js";
import { type PageLanguage, type PageTexts, textsFor } from "./texts.js";

// Pages for people. Names of clients come from anybody: every text is escaped, and the policy of the
// page lets nothing run and nothing load.

/** What the page of a consent shows. */
export interface ConsentPage {
  clientName: string;
  /** The domain that publishes the client; `null` for one that registered itself. */
  clientDomain: string | null;
  redirectHost: string;
  redirectOrigin: string;
  isOnThisComputer: boolean;
  site: string;
  /** Those that are ticked. */
  scopes: ReadonlySet<string>;
  /** Where the form is sent. */
  action: string;
  handle: string;
  /** The name of the invitation that is at hand; `null` where a token has to be given. */
  invitedAs: string | null;
  problem: keyof PageTexts | null;
}

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;color:#1b1b1f;background:#fff}
@media (prefers-color-scheme:dark){:root{color:#e8e8ec;background:#17171a}}
body{margin:0;padding:1.5rem;display:grid;justify-content:center}
main{max-width:34rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.3}
dt{font-weight:600;margin-top:.75rem}
dd{margin:0}
fieldset{border:1px solid GrayText;border-radius:.5rem;margin:1rem 0;padding:.75rem 1rem}
label{display:block;margin:.35rem 0}
input[type=password]{display:block;box-sizing:border-box;width:100%;font:inherit;padding:.5rem;margin-top:.25rem}
.notice{border-inline-start:.25rem solid #b26a00;padding:.25rem .75rem}
.problem{border-inline-start:.25rem solid #c62828;padding:.25rem .75rem}
code{font-size:1.05em}
button{font:inherit;padding:.6rem 1.4rem;border-radius:.5rem;border:1px solid GrayText;margin-inline-end:.75rem;cursor:pointer}
button[value=approve]{background:#0b57d0;color:#fff;border-color:#0b57d0}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
`;

/** The page on which somebody allows a client to act at a site, or denies it. */
export function consentPage(accepted: string | null, page: ConsentPage, status = 200): Response {
  const { language, texts } = textsFor(accepted);
  const { clientName, clientDomain, redirectHost, site, scopes, invitedAs } = page;
  const title = filled(texts.question, { client: shortened(clientName), site });
  const publisher =
    clientDomain === null
      ? `<br>${escaped(texts.unverified)}`
      : `, ${escaped(texts.publishedBy)} <strong>${escaped(clientDomain)}</strong>`;
  const warning = page.isOnThisComputer
    ? `<p class="notice">${escaped(texts.thisComputer)}</p>`
    : "";
  const body = `
<h1>${escaped(title)}</h1>
${page.problem === null ? "" : `<p class="problem" role="alert">${escaped(wordsOf(texts, page.problem))}</p>`}
<dl>
<dt>${escaped(texts.app)}</dt><dd><strong>${escaped(shortened(clientName))}</strong>${publisher}</dd>
<dt>${escaped(texts.shop)}</dt><dd><strong>${escaped(site)}</strong></dd>
<dt>${escaped(texts.sentTo)}</dt><dd><strong>${escaped(redirectHost)}</strong></dd>
</dl>
${warning}
<form method="post" action="${escaped(page.action)}">
<input type="hidden" name="handle" value="${escaped(page.handle)}">
<fieldset><legend>${escaped(texts.may)}</legend>${SCOPES.map((scope) => checkbox(texts, scope, scopes)).join("")}</fieldset>
${invitedAs === null ? codeField(texts) : `<p>${escaped(texts.invitedAs)} <strong>${escaped(invitedAs)}</strong></p>`}
<p><button name="decision" value="approve">${escaped(texts.allow)}</button><button name="decision" value="deny" formnovalidate>${escaped(texts.deny)}</button></p>
</form>`;
  return pageOf({ language, title, body, formsTo: page.redirectOrigin, status });
}

/** A page that says why nothing can be connected. It never leads anywhere. */
export function refusalPage(
  accepted: string | null,
  problem: keyof PageTexts,
  status = 400,
): Response {
  const { language, texts } = textsFor(accepted);
  const body = `
<h1>${escaped(texts.cannot)}</h1>
<p class="problem">${escaped(wordsOf(texts, problem))}</p>
<p>${escaped(texts.startAgain)}</p>`;
  return pageOf({ language, title: texts.cannot, body, formsTo: null, status });
}

/** The page of an invitation: what to do with it. */
export function invitationPage(accepted: string | null, address: string): Response {
  const { language, texts } = textsFor(accepted);
  const body = `
<h1>${escaped(texts.invitedTitle)}</h1>
<p><code>${escaped(address)}</code></p>
<p>${escaped(texts.invitedText)}</p>`;
  return pageOf({ language, title: texts.invitedTitle, body, formsTo: null, status: 200 });
}

function checkbox(texts: PageTexts, scope: Scope, ticked: ReadonlySet<string>): string {
  const text = escaped(texts.scopes[scope]);
  // Nothing works without it, so there is nothing to choose.
  if (scope === "read") {
    return `<label><input type="checkbox" checked disabled> ${text} (${escaped(texts.always)})</label>`;
  }
  const checked = ticked.has(scope) ? " checked" : "";
  return `<label><input type="checkbox" name="scope" value="${scope}"${checked}> ${text}</label>`;
}

function codeField(texts: PageTexts): string {
  return `<label>${escaped(texts.codeLabel)}
<input type="password" name="code" required autocomplete="off" spellcheck="false" maxlength="4096" aria-describedby="code-help"></label>
<p id="code-help">${escaped(texts.codeHelp)}</p>`;
}

function pageOf({
  language,
  title,
  body,
  formsTo,
  status,
}: {
  language: PageLanguage;
  title: string;
  body: string;
  /** The origin that an answer to the form may lead to; browsers hold redirects to the policy, too. */
  formsTo: string | null;
  status: number;
}): Response {
  const nonce = crypto.randomUUID();
  const direction = language === "ar" ? ' dir="rtl"' : "";
  const html = `<!doctype html>
<html lang="${language}"${direction}><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body}
</main></body></html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    // Of the empty icon: browsers would ask for another one.
    "img-src data:",
    formsTo === null ? "form-action 'none'" : `form-action 'self' ${formsTo}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy.join("; "),
    "X-Frame-Options": "DENY",
  };
  return new Response(html, { status, headers });
}

function wordsOf(texts: PageTexts, problem: keyof PageTexts): string {
  const words = texts[problem];
  return typeof words === "string" ? words : "";
}

const LONGEST_NAME = 80;

/** The name that a client gives itself, without what would draw it over other text. */
function shortened(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME)}…` : plain;
}

function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
