/** Values without their names. */
export type Values = readonly unknown[];

/** Makes a row of its values; `i` is where they begin. */
export type MakeRow = (row: Values, i?: number) => object;

/** Makes an item of a list of linked records, whose values begin at `i`. */
export type MakeItem = (row: Values, i: number) => object;

/**
 * The items of a list, whose values stand one after the other, `width` of them for each. An item
 * with other names than its list has brings them: `{"id,extra,":[5,{}]}`.
 */
export function items(list: unknown, width: number, make: MakeItem): object[] {
  const values = list as Values;
  const made: object[] = [];
  let at = 0;
  while (at < values.length) {
    const first = values[at];
    if (typeof first === "object" && first !== null) {
      made.push(withOwnNames(first));
      at += 1;
    } else {
      made.push(make(values, at));
      at += width;
    }
  }
  return made;
}

function withOwnNames(item: object): object {
  const [[names, values]] = Object.entries(item) as [[string, Values]];
  return named(names.split(",").slice(0, -1), values, 0);
}

/** An object of names and their values, which begin at `at`. */
export function named(names: readonly string[], values: Values, at: number): object {
  const made: Record<string, unknown> = {};
  let place = at;
  for (const name of names) made[name] = values[place++];
  return made;
}
