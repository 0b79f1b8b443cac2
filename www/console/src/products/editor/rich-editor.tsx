import { useEffect, useRef, useState } from "preact/hooks";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMSerializer, type Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { words } from "../../language/words.js";
import { inertBody } from "../inert.js";
import { type Doing, KEYS, TOOLS } from "./commands.js";
import { documentOf, htmlOf } from "./html.js";
import { pastedHtml } from "./paste.js";
import { type Kept, schema } from "./schema.js";

export { isHeld } from "./loss.js";

export interface RichEditorProps {
  id: string;
  html: string;
  /** As the shop has it. */
  original: string;
  onChange(html: string): void;
  label: string;
  language: string;
  direction: "ltr" | "rtl";
  edited: boolean;
  /** Whether one types here at once. */
  focus: boolean;
}

/** A formatted text, edited as it reads. */
export function RichEditor(props: RichEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // What this editor has said and not yet been given: any other text comes from outside.
  const said = useRef<string[]>([]);
  const latest = useRef(props);
  latest.current = props;
  const [on, setOn] = useState<readonly Doing[]>([]);

  useEffect(() => {
    const mount = place.current;
    if (mount === null) return;
    const made: EditorView = new EditorView(mount, {
      state: stateOf(props.html),
      clipboardSerializer: WHOLE,
      transformPastedHTML: pastedHtml,
      attributes: () => attributesOf(latest.current),
      dispatchTransaction: (transaction) => {
        const state = made.state.apply(transaction);
        made.updateState(state);
        setOn(DOINGS.filter((name) => TOOLS[name].isOn(state)));
        if (!transaction.docChanged) return;
        const html = writtenAs(state.doc, [latest.current.original, props.html]);
        said.current.push(html);
        latest.current.onChange(html);
      },
    });
    view.current = made;
    if (props.focus) made.focus();
    return () => made.destroy();
  }, []);

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const place = said.current.lastIndexOf(props.html);
    // Fast typing says more before the first of it comes back.
    if (place >= 0) said.current = said.current.slice(place + 1);
    else view.current?.updateState(stateOf(props.html));
  }, [props.html]);
  useEffect(() => view.current?.setProps({}), [props.edited, props.label]);

  return (
    <div class="rich-editor">
      <div class="rich-tools row" role="toolbar" aria-label={words.value.products.tools.label}>
        {SHOWN.map((name) => (
          <button
            type="button"
            key={name}
            class="btn btn-s btn-ghost"
            aria-pressed={name === "undo" || name === "redo" ? undefined : on.includes(name)}
            aria-label={words.value.products.tools[name]}
            title={words.value.products.tools[name]}
            // The text keeps its selection.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              const open = view.current;
              if (open === null) return;
              TOOLS[name].run(open.state, open.dispatch, open);
              open.focus();
            }}
          >
            <span aria-hidden="true" class={`tool-${name}`}>
              {SIGNS[name]}
            </span>
          </button>
        ))}
      </div>
      <div ref={place} />
    </div>
  );
}

const SHOWN: readonly Doing[] = [
  "strong",
  "emphasis",
  "heading",
  "bullets",
  "numbers",
  "undo",
  "redo",
];
const DOINGS: readonly Doing[] = SHOWN;

const SIGNS: Readonly<Record<Doing, string>> = {
  strong: "B",
  emphasis: "I",
  heading: "H",
  bullets: "•—",
  numbers: "1—",
  undo: "↶",
  redo: "↷",
};

function stateOf(html: string): EditorState {
  return EditorState.create({
    doc: documentOf(html),
    plugins: [history(), keymap({ ...KEYS })],
  });
}

/** What reads as one of these is written as it was there, blanks included. */
function writtenAs(document: Node, known: readonly string[]): string {
  return known.find((html) => documentOf(html).eq(document)) ?? htmlOf(document);
}

function attributesOf(props: RichEditorProps): Record<string, string> {
  const { id, label, language, direction, edited } = props;
  return {
    id,
    class: edited ? "input rich edited" : "input rich",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label,
    lang: language,
    dir: direction,
  };
}

/** For the clipboard: with all attributes, which the view does not wear. */
const WHOLE = new DOMSerializer(
  {
    ...Object.fromEntries(
      Object.entries(schema.nodes)
        .filter(([name, { isText, isLeaf }]) => !isText && !isLeaf && name !== "doc")
        .map(([name]) => [
          name,
          ({ attrs }) => [attrs.tag, Object.fromEntries(attrs.kept as Kept), 0],
        ]),
    ),
    line_break: () => ["br"],
    rule: () => ["hr"],
    image: ({ attrs }) => ["img", Object.fromEntries(attrs.kept as Kept)],
    raw: ({ attrs }) => {
      const body = inertBody(attrs.html);
      return body.firstElementChild ?? body;
    },
  },
  Object.fromEntries(
    Object.keys(schema.marks).map((name) => [
      name,
      ({ attrs }) => [attrs.tag, Object.fromEntries(attrs.kept as Kept), 0],
    ]),
  ),
);
