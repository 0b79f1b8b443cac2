import type { ComponentChildren } from "preact";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { CopyButton, copyText } from "../parts/copy.js";
import { Tag, type Tone } from "../parts/pill.js";

/** What works where the shop's host does not let a page read its answers. */
export function BlockedWays({ address, onToken }: { address: string; onToken(): void }) {
  const { blockedTitle, blockedWays: ways, command } = words.value.connect;
  const line = `npx @aismarttalk/prestashop check ${address}`;
  return (
    <section class="stack-s">
      <h2>{blockedTitle}</h2>
      <ol class="ways" id="blocked-ways">
        <WayCard {...ways.command} tone="accent">
          <pre class="cmd" dir="ltr">
            {line}
          </pre>
          <CopyButton text={line} label={`${words.value.parts.copy}: ${command}`} />
        </WayCard>
        <WayCard {...ways.worker}>
          <Button size="small" onClick={onToken}>
            {ways.worker.act}
          </Button>
        </WayCard>
        <WayCard {...ways.host}>
          <Button
            size="small"
            icon="copy"
            onClick={() => void copyText(apacheLines(location.origin))}
          >
            {ways.host.act}
          </Button>
        </WayCard>
      </ol>
    </section>
  );
}

/** A way with who it is for. */
export function WayCard(props: {
  when: string;
  title: string;
  lead: string;
  tone?: Tone;
  children: ComponentChildren;
}) {
  return (
    <li>
      <Tag tone={props.tone ?? "plain"}>{props.when}</Tag>
      <h3>{props.title}</h3>
      <p class="muted">{props.lead}</p>
      {props.children}
    </li>
  );
}

/** For the `.htaccess` of the shop: above what PrestaShop writes there, which would take OPTIONS. */
function apacheLines(origin: string): string {
  return [
    `SetEnvIf Origin "^${origin.replace(/[.]/g, "\\.")}$" THIS_PAGE=$0`,
    "<IfModule mod_headers.c>",
    'Header always set Access-Control-Allow-Origin "%{THIS_PAGE}e" env=THIS_PAGE',
    'Header always set Access-Control-Allow-Headers "Authorization, Content-Type" env=THIS_PAGE',
    'Header always set Access-Control-Allow-Methods "GET, POST, PUT, PATCH" env=THIS_PAGE',
    'Header always set Access-Control-Expose-Headers "PSWS-Version, Access-Time" env=THIS_PAGE',
    "Header always merge Vary Origin",
    "</IfModule>",
    "RewriteEngine On",
    "RewriteCond %{REQUEST_METHOD} =OPTIONS",
    "RewriteRule ^api(/|$) - [R=204,L]",
    "",
  ].join("\n");
}
