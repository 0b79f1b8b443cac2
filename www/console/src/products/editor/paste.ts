import { inertBody, inertHtml } from "../inert.js";

/** Attributes that say something; looks of another page do not belong into a shop. */
const KEPT = new Set(["href", "src", "alt", "title", "colspan", "rowspan", "lang", "dir"]);

/** What was copied here comes as it was; what comes from elsewhere without its looks. */
export function pastedHtml(html: string): string {
  if (html.includes("data-pm-slice")) return inertHtml(html);
  const body = inertBody(html);
  for (const gone of body.querySelectorAll(
    "script,style,meta,link,iframe,object,embed,form,input,svg",
  ))
    gone.remove();
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const isSafe = KEPT.has(name) && !/^\s*(?:javascript|vbscript|data):/iu.test(value);
      if (!isSafe) element.removeAttribute(name);
    }
  }
  return body.innerHTML;
}
