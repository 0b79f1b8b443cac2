import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  plugins: [react()],
  // The worker of `npm start` answers pages of this address.
  server: { port: 5174, strictPort: true },
});
