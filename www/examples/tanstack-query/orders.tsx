import { EdgeShop, PrestaShopError } from "@aismarttalk/prestashop/edge";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";

const shop = new EdgeShop({ url: "https://worker.example", token: "YOUR-TOKEN", site: "shop-1" });
const retry = (failures: number, error: Error) =>
  failures < 2 && error instanceof PrestaShopError && error.retryable;

function Orders() {
  const { data, error } = useQuery({
    queryKey: ["orders"],
    queryFn: ({ signal }) => shop.run("find_orders", { limit: 20 }, { signal }),
    retry,
  });
  if (error) return <p role="alert">{error.message}</p>;
  const orders = data?.orders ?? [];
  return orders.map(({ id, reference, status }) => (
    <p key={id}>
      {reference}: {status.label}
    </p>
  ));
}

createRoot(document.querySelector("main") as HTMLElement).render(
  <QueryClientProvider client={new QueryClient()}>
    <Orders />
  </QueryClientProvider>,
);
