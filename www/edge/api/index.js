// Where Vercel looks for functions. It reads `config` without running the file.
export { default } from "../dist/vercel.js";

export const config = { runtime: "edge" };
