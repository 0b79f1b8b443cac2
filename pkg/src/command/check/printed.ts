import type { CheckAccessOutput } from "../../index.js";
import { bold, type Colour, coloured } from "../terminal/colours.js";
import { printable } from "../terminal/printable.js";
import { type Box, boxesIn, columnsOf, type Row, rowsOf, type State } from "./boxes.js";
import type { Browsers } from "./browsers.js";
import { dangerOf } from "./danger.js";
import type { Found } from "./found.js";
import { addedBy, withoutBox } from "./uses.js";

interface Verdict {
  mark: string;
  colour: Colour;
  says: string;
}

const VERDICTS: Readonly<Record<CheckAccessOutput["verdict"], Verdict>> = {
  ready: { mark: "✓", colour: "green", says: "The key is ready." },
  ready_but_too_much: {
    mark: "!",
    colour: "yellow",
    says: "The key works, but it can do too much.",
  },
  not_ready: { mark: "✗", colour: "red", says: "The key is not ready." },
};

const MARKS: Readonly<Record<State, string>> = {
  keep: "✓",
  tick: "+",
  untick: "-",
  may: "o",
  empty: ".",
};
const LEGEND: Readonly<Record<State, string>> = {
  keep: "ticked, and needed",
  tick: "tick it",
  untick: "untick it",
  may: "may be ticked",
  empty: "leave it empty",
};
const COLOURS: Readonly<Partial<Record<State, Colour>>> = {
  keep: "green",
  tick: "red",
  untick: "yellow",
};

/** More lines to untick than this are fewer clicks in a new key. */
const MANY_LINES = 12;

/** The result, as the owner of the shop reads it. */
export function printed({ access, browsers }: Found): string {
  const rows = rowsOf(access);
  const parts = [
    head(access),
    verdictOf(access, rows),
    access.verdict === "ready" ? [] : table(rows, access),
    toTick(rows, access),
    toUntick(rows),
    mayTick(rows, access),
    pages(browsers),
  ];
  const told = parts.filter((part) => part.length > 0);
  return told.map((part) => part.join("\n")).join("\n\n");
}

function head({ shop_name, shop_url, version }: CheckAccessOutput): string[] {
  const shop = version === null ? shop_name : `${shop_name} · PrestaShop ${version}`;
  return [bold(printable(shop)), shop_url];
}

function verdictOf({ verdict }: CheckAccessOutput, rows: readonly Row[]): string[] {
  const { mark, colour, says } = VERDICTS[verdict];
  const lacks = boxesIn(rows, "tick");
  const danger = dangerOf(boxesIn(rows, "untick"));
  return [
    bold(coloured(`${mark} ${says}`, colour)),
    ...(lacks.length > 0 ? [`  It lacks ${counted(lacks)}.`] : []),
    ...(danger === undefined ? [] : [`  Whoever gets hold of it could also ${danger}.`]),
  ];
}

function table(rows: readonly Row[], { version }: CheckAccessOutput): string[] {
  const columns = columnsOf(version);
  const shown = rows.filter(({ boxes }) => !isAll(boxes, "untick") || rows.length <= MANY_LINES);
  const width = Math.max(...shown.map(({ resource }) => resource.length)) + 2;
  const widths = columns.map(({ label }) => label.length + 2);
  const states = new Set(shown.flatMap(({ boxes }) => boxes.map(({ state }) => state)));
  const legend = Object.entries(MARKS).filter(([state]) => states.has(state as State));
  return [
    "In the back office, under Advanced Parameters > Webservice, edit the key:",
    "",
    `  ${"".padEnd(width)}${columns.map(({ label }, at) => label.padEnd(widths[at] ?? 0)).join("")}`.trimEnd(),
    ...shown.map(({ resource, boxes }) => {
      const marks = boxes.map(({ state }, at) => markOf(state, widths[at] ?? 0));
      return `  ${resource.padEnd(width)}${marks.join("")}`.trimEnd();
    }),
    "",
    `  ${legend.map(([state, mark]) => `${mark} ${LEGEND[state as State]}`).join("   ")}`,
  ];
}

function markOf(state: State, width: number): string {
  const colour = COLOURS[state];
  const mark = colour === undefined ? MARKS[state] : coloured(MARKS[state], colour);
  return mark + " ".repeat(width - 1);
}

const isAll = (boxes: readonly Box[], state: State) =>
  boxes.every((box) => box.state === state || box.state === "empty");

function toTick(rows: readonly Row[], access: CheckAccessOutput): string[] {
  const boxes = boxesIn(rows, "tick");
  if (boxes.length === 0) return [];
  const lines = boxes.map((box) => `  ${place(box)}without it, ${withoutBox(box, access)}`);
  return [bold(`Tick ${counted(boxes)}:`), ...lines];
}

function toUntick(rows: readonly Row[]): string[] {
  const boxes = boxesIn(rows, "untick");
  if (boxes.length === 0) return [];
  const concerned = rows.filter((row) => row.boxes.some(({ state }) => state === "untick"));
  const lines = concerned.map((row) => {
    const names = row.boxes.filter(({ state }) => state === "untick").map(({ box }) => box);
    const what = isAll(row.boxes, "untick") ? "the whole line" : names.join(", ");
    return `  ${row.resource.padEnd(WIDTH)}${what}`;
  });
  return [
    bold(`Untick ${counted(boxes)}; nothing will miss them:`),
    ...lines,
    ...(concerned.length > MANY_LINES
      ? ["  It is less work to make a new key, tick what has a ✓ above, and delete this one."]
      : []),
  ];
}

function mayTick(rows: readonly Row[], access: CheckAccessOutput): string[] {
  const boxes = boxesIn(rows, "may");
  if (boxes.length === 0) return [];
  const lines = boxes.map((box) => `  ${place(box)}adds ${addedBy(box, access)}`);
  return [bold("You may also tick; all else works without:"), ...lines];
}

function pages({ origin, read, write, why }: Browsers): string[] {
  const title = bold("Web pages");
  if (read === null)
    return [title, `  Whether they may call this shop could not be looked at: ${why}`];
  if (!read) {
    return [
      title,
      "  They cannot call this shop from the browser (CORS); few hosts allow it. Use a worker: that works with every shop.",
      `  Asked as a browser does for ${origin}: ${why}`,
    ];
  }
  if (!write) {
    return [
      title,
      "  They may read in this shop from the browser (CORS), and save through a worker.",
      `  Asked as a browser does for ${origin}: ${why}`,
    ];
  }
  return [title, "  They may call this shop from the browser (CORS); no worker is needed."];
}

const WIDTH = 24;
const BOX_WIDTH = 18;

const place = ({ resource, box }: Box) => `${resource.padEnd(WIDTH)}${box.padEnd(BOX_WIDTH)}`;

function counted(boxes: readonly Box[]): string {
  const lines = new Set(boxes.map(({ resource }) => resource)).size;
  return `${number(boxes.length, "box", "boxes")} on ${number(lines, "line", "lines")}`;
}

const number = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
