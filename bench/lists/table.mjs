/** One table a list: a line for each contender, a column for each number of records. */

const NAME_WIDTH = 38;
const WIDTH = 26;

export function print(title, columns, { ours, floor }) {
  console.log(`\n${title}`);
  console.log(
    row(
      "",
      columns.map(({ count, bytes }) => `${count} (${size(bytes)})`),
    ),
  );
  const names = new Set(columns.flatMap(({ times }) => Object.keys(times)));
  for (const name of names) {
    const cells = columns.map(({ times }) => (times[name] ? cell(times[name], times[floor]) : ""));
    console.log(row(name, cells));
  }
  const speed = ({ bytes, times }) => `${(bytes / 1_000 / times[ours].processor).toFixed(0)} MB/s`;
  console.log(row("ours, megabytes of XML a second", columns.map(speed)));
  for (const name of [...names].filter((one) => one.endsWith(", typed") && one !== ours)) {
    const ratio = ({ times }) =>
      times[name] ? `${(times[name].processor / times[ours].processor).toFixed(1)} x` : "";
    const cells = columns.map(ratio);
    console.log(row(`${name.replace(/, typed$/, "")} : ours`, cells));
  }
}

function cell({ processor, wall }, floor) {
  const ratio = (processor / floor.processor).toFixed(2);
  return `${ms(processor)} /${ms(wall)} ${ratio.padStart(7)}`;
}

function ms(time) {
  return time.toFixed(time < 10 ? 3 : time < 100 ? 2 : 1).padStart(7);
}

function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function row(name, cells) {
  return name.padEnd(NAME_WIDTH) + cells.map((text) => text.padStart(WIDTH)).join("");
}
