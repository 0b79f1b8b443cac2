// A program: SQLite in a file, asked over the channel of its parent, which may have no SQLite itself.
import { load } from "../../edge/support/here.mjs";

const { sqliteDatabase } = await load("../entries/databases/sqlite.ts");

const database = sqliteDatabase(process.argv[2]);

process.on("message", async ({ id, method, values }) => {
  try {
    process.send({ id, answer: (await database[method](...values)) ?? null });
  } catch (thrown) {
    process.send({ id, failed: thrown.message });
  }
});
process.on("disconnect", () => process.exit());
process.send({ id: 0, answer: null });
