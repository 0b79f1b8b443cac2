// Two processes that write the same records at once, round after round, over one database.
import { after, test } from "node:test";
import { writeRounds } from "../edge/support/rounds.mjs";
import { startShop } from "../edge/support/shop.mjs";
import { startOver } from "../edge/support/two-sites.mjs";
import { PAIRS } from "./support/pairs.mjs";

const WAY = "by address";

let collisions = 0;
after(() => console.log(`${collisions} collisions`));

for (const [place, pair] of Object.entries(PAIRS)) {
  test(`given workers ${place}, when both write one record, then no row is double and no value lost`, {
    skip: pair.skip,
    timeout: 240_000,
  }, async (t) => {
    const shop = await startShop({ version: "8.2", orders: 600 });
    t.after(shop.stop);
    const edge = await startOver(shop, WAY, pair);
    t.after(edge.stop);
    const collided = () => {
      collisions += 1;
    };
    await writeRounds(edge, shop, collided, pair.rounds);
    t.diagnostic(`${pair.rounds} rounds ${place}`);
  });
}
