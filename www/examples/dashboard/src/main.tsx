import { PrestaShopError } from "@aismarttalk/prestashop/edge";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style.css";

const RETRIES = 1;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What cannot succeed a moment later is told at once.
      retry: (failures, error) =>
        error instanceof PrestaShopError && error.retryable && failures < RETRIES,
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
