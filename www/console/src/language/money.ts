import { pageLocale } from "./page.js";

/** What an amount is in, as the actions tell it. */
export interface Currency {
  iso_code: string;
  decimals: number;
}

/**
 * An amount as the reader's language writes it; without a currency just the number, as the key may
 * not read which one it is. Money is never a float: what is no plain decimal is shown as it came.
 */
export function moneyText(amount: string | null, currency: Currency | null = null): string {
  if (amount === null) return "–";
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return amount;
  const digits = currency?.decimals ?? 2;
  const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const style = currency === null ? {} : { style: "currency", currency: currency.iso_code };
  try {
    // A string: `Intl` reads its decimals exactly.
    return new Intl.NumberFormat(pageLocale.value, { ...style, ...fractions } as object).format(
      amount as unknown as number,
    );
  } catch {
    return currency === null ? amount : `${amount} ${currency.iso_code}`;
  }
}

/** The exact sum of amounts, as money is written. */
export function sumOf(amounts: readonly (string | null)[]): string {
  return written(amounts.reduce((sum, amount) => sum + millionths(amount ?? "0"), 0n));
}

/** An amount so many times, exactly. */
export function timesOf(amount: string, count: number): string {
  return written(millionths(amount) * BigInt(Math.trunc(count)));
}

function written(total: bigint): string {
  const digits = (total < 0n ? -total : total).toString().padStart(7, "0");
  return `${total < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** PrestaShop keeps six places. */
function millionths(amount: string): bigint {
  const found = /^(-?)(\d+)(?:\.(\d{0,6})\d*)?$/.exec(amount);
  if (found === null) return 0n;
  const [, sign = "", whole = "0", places = ""] = found;
  const value = BigInt(whole + places.padEnd(6, "0"));
  return sign === "-" ? -value : value;
}
