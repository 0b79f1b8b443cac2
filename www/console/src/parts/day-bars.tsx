const WIDTH = 300;
const HEIGHT = 44;

/** How much of the room of a day its bar takes. */
const FILLED = 0.8;

/** What is not nothing can be seen. */
const LEAST = 2;

/** Bars from zero, one a day, the last one marked; what they say stands in words beside it. */
export function DayBars({ values, series }: { values: readonly number[]; series: "a" | "b" }) {
  const most = Math.max(1e-9, ...values);
  const step = WIDTH / Math.max(1, values.length);
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      aria-hidden="true"
    >
      {values.map((value, place) => {
        const height = value <= 0 ? 0 : Math.max(LEAST, (value / most) * (HEIGHT - 2));
        return (
          <rect
            key={place}
            class={place === values.length - 1 ? "today" : series}
            x={place * step + (step * (1 - FILLED)) / 2}
            y={HEIGHT - height}
            width={step * FILLED}
            height={height}
            rx="1"
          />
        );
      })}
      <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
}
