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
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table
      class={`table folds ${props.class ?? ""}`}
      role="table"
      aria-label={label}
      id={props.id}
      {...(place && { ref: place as RefObject<HTMLTableElement> })}
    >
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup">
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tr role="row">
          {columns.map((column, number) => (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              key={number}
              role="columnheader"
              scope="col"
              class={column.class}
            >
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** A line of a table. */
export function Row(props: { children: ComponentChildren; class?: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: on a phone it is no table row to the browser
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
    // biome-ignore lint/a11y/noRedundantRoles: on a phone it is no table cell to the browser
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
