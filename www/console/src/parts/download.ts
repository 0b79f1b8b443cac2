/** A file to keep: `text` and what it is called. */
export interface TextFile {
  name: string;
  type: string;
  text: string;
}

/** Hands a file to the browser, which keeps it where files go. */
export function download({ name, type, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
