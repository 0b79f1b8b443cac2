/**
 * The same data, with `***` for the key. The package keeps its own texts free of it; a shop may
 * still put it into what it answers.
 */
export function withoutKey<T>(data: T, key: string): T {
  const text = JSON.stringify(data);
  // A key is letters and digits alone, so it stands in JSON as it is.
  const forms = [key, btoa(`${key}:`), btoa(key)].map((form) => form.replace(/=+$/, ""));
  if (!forms.some((form) => text.toLowerCase().includes(form.toLowerCase()))) return data;
  const pattern = new RegExp(forms.map(literal).join("|"), "gi");
  return JSON.parse(text.replace(pattern, "***")) as T;
}

function literal(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "\\$&");
}
