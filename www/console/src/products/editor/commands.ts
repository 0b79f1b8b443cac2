import {
  baseKeymap,
  chainCommands,
  setBlockType,
  splitBlockAs,
  toggleMark,
} from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/** What the buttons over a text do. */
export type Doing = "strong" | "emphasis" | "heading" | "bullets" | "numbers" | "undo" | "redo";

/** A command, and whether the place where one types is so already. */
interface Tool {
  run: Command;
  isOn(state: EditorState): boolean;
}

export const TOOLS: Readonly<Record<Doing, Tool>> = {
  strong: { run: toggleMark(marks.strong), isOn: hasMark("strong") },
  emphasis: { run: toggleMark(marks.emphasis), isOn: hasMark("emphasis") },
  heading: {
    run: (state, dispatch) =>
      isIn("heading")(state)
        ? setBlockType(nodes.paragraph, { isBare: false })(state, dispatch)
        : setBlockType(nodes.heading, { tag: "h3" })(state, dispatch),
    isOn: isIn("heading"),
  },
  bullets: listTool("bullet_list"),
  numbers: listTool("ordered_list"),
  undo: { run: undo, isOn: () => false },
  redo: { run: redo, isOn: () => false },
};

/** A new block is like the one that it comes from, but for a name that only one may have. */
const splitLike = splitBlockAs((node: Node) => {
  const type = node.type === nodes.heading ? nodes.paragraph : node.type;
  if (type !== nodes.paragraph) return { type, attrs: node.attrs };
  const kept =
    node.type === type ? node.attrs.kept.filter(([name]: [string]) => name !== "id") : [];
  return { type, attrs: { tag: "p", kept, isBare: node.attrs.isBare ?? false } };
});

const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.line_break.create()).scrollIntoView());
  return true;
};

/** Tab is left alone: it leads out of the text. */
export const KEYS: Readonly<Record<string, Command>> = {
  ...baseKeymap,
  "Mod-Enter": () => false,
  Enter: chainCommands(splitListItem(nodes.list_item), atLineStart, splitLike),
  "Shift-Enter": breakLine,
  "Mod-b": TOOLS.strong.run,
  "Mod-i": TOOLS.emphasis.run,
  "Mod-u": toggleMark(marks.underline),
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
};

/** In code a line ends; elsewhere what is empty leaves its list or box first. */
function atLineStart(state: EditorState, dispatch?: Parameters<Command>[1]): boolean {
  const { $from, empty } = state.selection;
  if ($from.parent.type.spec.code === true) return baseKeymap.Enter?.(state, dispatch) ?? false;
  if (!empty || $from.parent.content.size > 0) return false;
  return liftListItem(nodes.list_item)(state, dispatch);
}

function listTool(name: "bullet_list" | "ordered_list"): Tool {
  const tag = name === "bullet_list" ? "ul" : "ol";
  return {
    run: (state, dispatch) =>
      isIn(name)(state)
        ? liftListItem(nodes.list_item)(state, dispatch)
        : wrapInList(nodes[name], { tag })(state, dispatch),
    isOn: isIn(name),
  };
}

function hasMark(name: "strong" | "emphasis"): (state: EditorState) => boolean {
  return ({ selection: { empty, $from, from, to }, storedMarks, doc }) =>
    empty
      ? marks[name].isInSet(storedMarks ?? $from.marks()) !== undefined
      : doc.rangeHasMark(from, to, marks[name]);
}

function isIn(name: string): (state: EditorState) => boolean {
  return ({ selection: { $from } }) => {
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name === name) return true;
    }
    return false;
  };
}
