/** Where nobody tells how wide the paper is, lines may be long. */
const ENDLESS = 400;

/** How many columns there are. */
export function screenWidth(): number {
  const { columns, isTTY } = process.stdout;
  return isTTY && columns > 20 ? columns : ENDLESS;
}
