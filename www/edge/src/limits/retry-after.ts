/**
 * How long an answer asks to wait, in milliseconds; `null` where it does not say. A date is held
 * against the answer's own, because clocks differ.
 */
export function retryAfterOf(headers: Headers): number | null {
  const asked = headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const waitMs = Date.parse(asked) - Date.parse(headers.get("Date") ?? "");
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}
