/** What the core or the worker said, in the language that the page is in. */
export function said(text: string): string {
  return text;
}
