import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows that are drawn beyond the edges of the window, so that none is missing while it scrolls. */
const BEYOND = 12;

/** The rows move in steps: most of what scrolls by draws nothing anew. */
const STEP = 6;

/** The rows in sight, of a list that scrolls with the page. */
export interface RowWindow {
  first: number;
  /** The one behind the last. */
  end: number;
  height: number;
  /** The element that holds the rows. */
  place: RefObject<HTMLTableSectionElement | null>;
}

/**
 * Which rows of many are in sight. The others are not in the page: a thousand would scroll slowly.
 * The browser's own search finds only what is there; the page has its own box for that.
 */
export function useRowWindow(count: number): RowWindow {
  const place = useRef<HTMLTableSectionElement>(null);
  const [height, setHeight] = useState(36);
  const [first, setFirst] = useState(0);
  const [room, setRoom] = useState(24);
  useEffect(() => {
    const look = () => {
      const element = place.current;
      if (element === null) return;
      const above = -element.getBoundingClientRect().top / height;
      setFirst(Math.max(0, Math.floor((above - BEYOND) / STEP) * STEP));
      setRoom(Math.ceil(innerHeight / height));
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [count, height]);
  // Density and a narrow window change it.
  useLayoutEffect(() => {
    const measured = place.current?.querySelector("[role=row]")?.getBoundingClientRect().height;
    if (measured !== undefined && measured > 0 && measured !== height) setHeight(measured);
  });
  const begin = Math.min(first, Math.max(0, count - 1));
  return { first: begin, end: Math.min(count, begin + room + 2 * BEYOND + STEP), height, place };
}

/** Gives the element its whole height, and puts the rows where they belong. */
export function layOut({ first, height, place }: RowWindow, count: number): void {
  place.current?.style.setProperty("block-size", `${count * height}px`);
  place.current?.style.setProperty("padding-block-start", `${first * height}px`);
}

/** Scrolls a row into sight, below what stays at the top. */
export function showRow({ height, place }: RowWindow, index: number): void {
  const element = place.current;
  if (element === null) return;
  const top = element.getBoundingClientRect().top + index * height;
  const covered = document.querySelector(".orders-table thead")?.getBoundingClientRect().bottom;
  const edge = Math.max(0, covered ?? 0);
  const bottom = innerHeight - height;
  if (top < edge) scrollBy(0, top - edge);
  else if (top > bottom) scrollBy(0, top - bottom);
}
