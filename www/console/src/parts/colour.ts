const COLOUR = /^#[\da-f]{3,8}$|^[a-z]+$/i;

/**
 * Gives an element the shop's colour as `--c`. Set through the object model: the page's policy allows
 * no style attributes.
 */
export function coloured(
  colour: string | null,
): (element: HTMLElement | SVGElement | null) => void {
  return (element) => {
    const known = colour !== null && COLOUR.test(colour.trim()) ? colour.trim() : null;
    if (known === null) element?.style.removeProperty("--c");
    else element?.style.setProperty("--c", known);
  };
}
