import { h } from "../components/element.js";

/** How far a pass is. */
export interface Progress {
  node: HTMLElement;
  start(label: string, total: number): void;
  step(): void;
  /** Stays with what it came to. */
  end(text: string): void;
}

/** Those who listen are told at every quarter, not at every product. */
const TOLD = 4;

/** A bar with count and time. */
export function progressView(): Progress {
  const bar = h("progress", { "aria-label": "Progress" });
  const count = h("p", { class: "hint number" });
  const told = h("p", { class: "hidden", role: "status" });
  const ended = h("p", { class: "bulkend", role: "status" });
  const node = h("div", { class: "bulkprogress", hidden: true }, bar, count, told, ended);
  let [total, done, label, started] = [0, 0, "", 0];
  let isOver = false;
  let clock: ReturnType<typeof setInterval> | undefined;
  const draw = () => {
    const spent = (performance.now() - started) / 1000;
    const isOpen = done > 0 && done < total && !isOver;
    const left = !isOpen ? "" : `, about ${time((spent / done) * (total - done))} left`;
    count.textContent = `${label}: ${done} of ${total}, ${time(spent)}${left}`;
    bar.value = done;
    bar.setAttribute("aria-valuetext", `${done} of ${total}`);
  };
  return {
    node,
    start: (what, all) => {
      [total, done, label, started] = [all, 0, what, performance.now()];
      bar.max = Math.max(all, 1);
      bar.hidden = false;
      node.hidden = false;
      ended.textContent = "";
      told.textContent = `${what}: ${all} products.`;
      isOver = false;
      clearInterval(clock);
      clock = setInterval(draw, 1000);
      draw();
    },
    step: () => {
      const quarter = Math.floor((done * TOLD) / total);
      done += 1;
      if (Math.floor((done * TOLD) / total) > quarter && done < total) {
        told.textContent = `${done} of ${total}`;
      }
      draw();
    },
    end: (text) => {
      isOver = true;
      clearInterval(clock);
      draw();
      bar.hidden = true;
      told.textContent = "";
      ended.textContent = text;
    },
  };
}

/** Seconds as `1:05`. */
function time(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
