import { rowsOf } from "./rows.js";

/** The rows of a list, which come in parts while its answer arrives. */
export class ArrivingRows<Row> {
  #rows: Row[] = [];
  #failure: { thrown: unknown } | undefined;

  /** Takes a part. Rows that came behind `before` do not count: their answer is read again. */
  readonly take = (before: number, part: string): void => {
    try {
      const rows = rowsOf(part) as Row[];
      if (before === 0) {
        this.#rows = rows;
        return;
      }
      this.#rows.length = before;
      for (const row of rows) this.#rows.push(row);
    } catch (thrown) {
      this.#failure ??= { thrown };
    }
  };

  /** The rows at those places; all of them, as they came, for `null`. */
  at(places: readonly number[] | null): Row[] {
    if (this.#failure !== undefined) throw this.#failure.thrown;
    const rows = this.#rows;
    return places === null ? rows : places.map((place) => rows[place] as Row);
  }
}
