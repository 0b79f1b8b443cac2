const CODES = { bold: 1, red: 31, green: 32, yellow: 33 } as const;

/** A colour of the terminal. */
export type Colour = Exclude<keyof typeof CODES, "bold">;

/** Only where somebody sees them and wants to: https://no-color.org. */
function hasColours(): boolean {
  const { NO_COLOR = "", TERM } = process.env;
  return process.stdout.isTTY === true && NO_COLOR === "" && TERM !== "dumb";
}

function styled(text: string, style: keyof typeof CODES): string {
  return hasColours() ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}

/** The text in that colour, where the terminal has any. */
export const coloured = (text: string, colour: Colour): string => styled(text, colour);

/** The text in bold, where the terminal has it. */
export const bold = (text: string): string => styled(text, "bold");
