/** What turns a peer's tree or events into the objects that this package makes. */

/** The value of a text, by the kind of its field. */
export function typedValue(kind, text) {
  switch (kind) {
    case "id":
    case "integer":
      return text === "" ? null : Number(text);
    case "link":
      return Number(text) || null;
    case "boolean":
      return text === "" ? null : text === "1";
    case "decimal":
      return text === "" ? null : text;
    case "date":
      return text === "" || text.startsWith("0000-00-00") ? null : text;
    default:
      return text;
  }
}

/** Whether the package reads the field, but never hands it out. */
export const isSecret = (kind) => kind === "secret" || kind === "secret_date";

export const isMultilingual = (kind) => kind === "languages" || kind === "html";

/**
 * Rows of a tree whose nodes know their children: `kids(node)` gives the child elements,
 * `nameOf(node)` their names, `text(node)` what is in one, `language(node)` its `id`.
 */
export function rowsOfNodes(shape, around, { kids, nameOf, text, language }) {
  const rows = [];
  for (const node of kids(around)) rows.push(rowOf(node));
  return rows;

  function rowOf(node) {
    const row = {};
    for (const child of kids(node)) {
      const name = nameOf(child);
      if (name === "associations") row.associations = associationsOf(child);
      else set(row, name, shape.fields.get(name), child);
    }
    return row;
  }

  function associationsOf(node) {
    const associations = {};
    for (const list of kids(node)) {
      const name = nameOf(list);
      const { fields } = shape.associations.get(name);
      const items = [];
      for (const one of kids(list)) {
        const item = {};
        for (const child of kids(one)) {
          const field = nameOf(child);
          set(item, field, fields.get(field), child);
        }
        items.push(item);
      }
      associations[name] = items;
    }
    return associations;
  }

  function set(row, name, kind, node) {
    if (isSecret(kind)) return;
    if (isMultilingual(kind)) {
      const languages = {};
      for (const child of kids(node)) languages[language(child)] = text(child);
      row[name] = languages;
    } else {
      row[name] = typedValue(kind, text(node));
    }
  }
}

/**
 * Rows of a tree of plain objects, one key an element: `text(value)` is what is in an element,
 * `language(value)` its `id`. Lists of one are no arrays there.
 */
export function rowsOfObjects(shape, around, { text, language, isAttribute }) {
  return all(around[shape.item]).map((node) => {
    const row = fieldsOf(node, shape.fields);
    row.associations = associationsOf(node.associations);
    return row;
  });

  function fieldsOf(node, fields) {
    const row = {};
    for (const name in node) {
      if (name === "associations" || isAttribute(name)) continue;
      const kind = fields.get(name);
      if (isSecret(kind)) continue;
      row[name] = isMultilingual(kind)
        ? languagesOf(node[name])
        : typedValue(kind, text(node[name]));
    }
    return row;
  }

  function languagesOf(node) {
    const languages = {};
    for (const one of all(node.language)) languages[language(one)] = text(one);
    return languages;
  }

  function associationsOf(node) {
    const associations = {};
    for (const name in node) {
      if (isAttribute(name)) continue;
      const { item, fields } = shape.associations.get(name);
      const list = Array.isArray(node[name]) ? node[name][0] : node[name];
      associations[name] = all(list[item]).map((one) => fieldsOf(one, fields));
    }
    return associations;
  }
}

function all(held) {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** Rows of events: `{ open(name, language), text(text), close(name), rows }`, for a parser to call. */
export function rowsOfEvents(shape) {
  const rows = [];
  let depth = 0;
  let row;
  let fields = shape.fields;
  /** The object that fields go into, the kind and the texts of the one that is open. */
  let into;
  let kind;
  let held = "";
  let languages;
  let language;
  let isInAssociations = false;
  let items;
  return { open, text, close, rows };

  function open(name, id) {
    depth += 1;
    held = "";
    if (depth === 3) {
      row = into = {};
      fields = shape.fields;
      rows.push(row);
    } else if (depth === 4) {
      isInAssociations = name === "associations";
      if (isInAssociations) row.associations = {};
      else start(name);
    } else if (depth === 5 && isInAssociations) {
      items = row.associations[name] = [];
      fields = shape.associations.get(name).fields;
    } else if (depth === 6) {
      into = {};
      items.push(into);
    } else if (depth === 7) {
      start(name);
    } else {
      language = id;
    }
  }

  function start(name) {
    kind = fields.get(name);
    languages = undefined;
    if (isMultilingual(kind)) languages = into[name] = {};
  }

  function text(more) {
    held += more;
  }

  function close(name) {
    const isField = depth === 7 || (depth === 4 && !isInAssociations);
    if (isField && languages === undefined) {
      if (!isSecret(kind)) into[name] = typedValue(kind, held);
    } else if (depth === 5 && languages !== undefined && !isInAssociations) {
      languages[language] = held;
    }
    depth -= 1;
  }
}
