/**
 * SQL that is true where the moment of a column has come, of a clock `$now` that may have been set
 * back: a moment further ahead than any that is ever set counts as come.
 */
export function hasCome(column: string, now: string, mostMs: number): string {
  return `(${column} <= ${now} OR ${column} > ${now} + ${mostMs})`;
}
