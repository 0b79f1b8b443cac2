import { pageLocale } from "./page.js";

/** "50 s", "3 min" as the reader's language writes them. */
export function secondsText(seconds: number): string {
  const [amount, unit] =
    seconds < 100
      ? [Math.max(1, Math.round(seconds)), "second"]
      : [Math.round(seconds / 60), "minute"];
  return new Intl.NumberFormat(pageLocale.value, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "short",
  }).format(amount as number);
}
