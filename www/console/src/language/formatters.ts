/** How a language writes numbers, counts things and lists them. */
export interface Formatters<Form extends Intl.LDMLPluralRule> {
  number(value: number): string;
  /** The form that goes with a count. */
  plural(count: number, forms: Readonly<Record<Form, string>>): string;
  list(items: readonly string[]): string;
}

/** The forms of a language are named by its dictionary, so that none of them is forgotten. */
export function formattersFor<Form extends Intl.LDMLPluralRule>(
  locale: string,
): Formatters<Form | "other"> {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  return {
    number: (value) => numbers.format(value),
    plural: (count, forms) => forms[rules.select(count) as Form] ?? forms.other,
    list: (items) => lists.format(items),
  };
}
