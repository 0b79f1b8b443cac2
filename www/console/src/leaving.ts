/** Lets the browser ask before the page is left; call what it gives when there is no more need. */
export function askBeforeLeaving(): () => void {
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
