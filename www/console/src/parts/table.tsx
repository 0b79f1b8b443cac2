import type { ComponentChildren, RefObject } from "preact";

/** A column of a table. */
export interface TableColumn {
  name: ComponentChildren;
  class?: string;
}

/**
 * One line a record. On a phone its rows fold into blocks, which takes the roles of a table away:
 * they are written out.
 */
export function Table(props: {
  label: string;
  columns: readonly TableColumn[];
  children: ComponentChildren;
  class?: string;
  place?: RefObject<HTMLTableElement | null>;
  id?: string;
}) {
  const { label, columns, place, children } = props;
  return (
    <table
      class={`table folds ${props.class ?? ""}`}
      role="table"
      aria-label={label}
      id={props.id}
      {...(place && { ref: place as RefObject<HTMLTableElement> })}
    >
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, number) => (
            <th key={number} role="columnheader" scope="col" class={column.class}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** A line of a table. */
export function Row(props: { children: ComponentChildren; class?: string | undefined }) {
  return (
    <tr role="row" class={props.class}>
      {props.children}
    </tr>
  );
}

/** A cell; its language where the text has one of its own. */
export function Cell(props: {
  children?: ComponentChildren;
  class?: string;
  language?: string;
  isName?: boolean;
}) {
  return (
    <td
      role="cell"
      class={props.class}
      lang={props.language}
      translate={props.isName ? false : undefined}
    >
      {props.children}
    </td>
  );
}
