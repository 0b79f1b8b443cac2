import { h } from "../components/element.js";
import { secondsText } from "../components/format.js";
import { setText } from "../language/live.js";
import type { Dictionary, Message } from "../language/message.js";
import type { Pass } from "./job.js";

/** How far a pass is. */
export interface Progress {
  node: HTMLElement;
  start(pass: Pass, total: number): void;
  /** A product is dealt with. */
  step(): void;
  /** Says that the shop is waited for: the answer to a write was lost. */
  wait(): void;
  /** Stays with what it came to. */
  end(text: Message): void;
}

/** Those who listen are told at every quarter, not at every product. */
const ANNOUNCEMENTS = 4;

const WORDS = {
  preview: ({ bulk }: Dictionary) => ({
    all: bulk.previewingAll,
    soFar: bulk.previewing,
    left: bulk.previewingLeft,
  }),
  write: ({ bulk }: Dictionary) => ({
    all: bulk.writingAll,
    soFar: bulk.writing,
    left: bulk.writingLeft,
  }),
  look: ({ bulk }: Dictionary) => ({
    all: bulk.lookingAll,
    soFar: bulk.looking,
    left: bulk.lookingLeft,
  }),
};

/** A bar with count and time. */
export function progressView(): Progress {
  const bar = h("progress", { "aria-label": (w) => w.bulk.progress });
  const count = h("p", { class: "hint number" });
  const announcement = h("p", { class: "hidden", role: "status" });
  const waiting = h("p", { class: "hint", role: "status" });
  const ended = h("p", { class: "bulkend", role: "status" });
  const node = h(
    "div",
    { class: "bulkprogress", hidden: true },
    bar,
    count,
    announcement,
    waiting,
    ended,
  );
  let [total, done, started] = [0, 0, 0];
  let pass: Pass = "preview";
  let isOver = false;
  let clock: ReturnType<typeof setInterval> | undefined;
  const draw = () => {
    const [all, now, what] = [total, done, WORDS[pass]];
    const spent = (performance.now() - started) / 1000;
    const isOpen = now > 0 && now < all && !isOver;
    setText(count, (w) => {
      const took = secondsText(spent);
      if (!isOpen) return what(w).soFar(now, all, took);
      return what(w).left(now, all, took, secondsText((spent / now) * (all - now)));
    });
    bar.value = now;
    setText(bar, (w) => w.bulk.done(now, all), "aria-valuetext");
  };
  return {
    node,
    start: (what, all) => {
      [total, done, started] = [all, 0, performance.now()];
      pass = what;
      bar.max = Math.max(all, 1);
      bar.hidden = false;
      node.hidden = false;
      setText(ended, null);
      setText(announcement, (w) => WORDS[what](w).all(all));
      isOver = false;
      clearInterval(clock);
      clock = setInterval(draw, 1000);
      draw();
    },
    wait: () => {
      if (pass === "write" && waiting.textContent === "") setText(waiting, (w) => w.bulk.waiting);
    },
    step: () => {
      setText(waiting, null);
      const quarter = Math.floor((done * ANNOUNCEMENTS) / total);
      done += 1;
      const [now, all] = [done, total];
      if (Math.floor((now * ANNOUNCEMENTS) / all) > quarter && now < all) {
        setText(announcement, (w) => w.bulk.done(now, all));
      }
      draw();
    },
    end: (text) => {
      isOver = true;
      clearInterval(clock);
      draw();
      bar.hidden = true;
      setText(announcement, null);
      setText(waiting, null);
      setText(ended, text);
    },
  };
}
