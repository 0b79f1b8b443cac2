import { said } from "../../language/said.js";
import { words } from "../../language/words.js";
import { Card, Pairs } from "../../parts/record.js";
import { hrefTo } from "../../state/route.js";

const RIGHT = /the right (GET|PUT|POST|PATCH|DELETE|HEAD) on (\w+)/;

/** What the key may not read: listed beside the order, not in place of it. */
export function LackingRights({ warnings }: { warnings: readonly string[] }) {
  const w = words.value.order;
  const all = [...new Set(warnings)];
  if (all.length === 0) return null;
  const rights = all.flatMap((text) => {
    const [, method, resource] = RIGHT.exec(text) ?? [];
    return method === undefined || resource === undefined ? [] : [{ method, resource, text }];
  });
  const others = all.filter((text) => !RIGHT.test(text));
  return (
    <Card title={w.notShown} icon="key" class="quiet">
      <div class="stack-s">
        {others.map((text) => (
          <p key={text} class="data">
            {said(text)}
          </p>
        ))}
        {rights.length > 0 && (
          <Pairs
            pairs={rights.map(({ method, resource, text }) => [
              <span title={said(text)}>
                {w.lacks[resource as keyof typeof w.lacks] ?? resource}
              </span>,
              <span>
                <b>{w.boxes[method as keyof typeof w.boxes] ?? method}</b> {w.on}{" "}
                <code translate={false}>{resource}</code>
              </span>,
            ])}
          />
        )}
        <p class="small muted">
          {w.restWorks} <a href={hrefTo("key")}>{w.whichBoxes}</a>
        </p>
      </div>
    </Card>
  );
}
