import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  plugins: [react()],
});
