import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Changes } from "./changes.tsx";
import { Connect, type Connection } from "./connect.tsx";
import { Customer } from "./customer.tsx";
import { Orders } from "./orders.tsx";

/** The token lives in this state alone: a reload forgets it. */
export function App() {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection | null>(null);

  function leave(): void {
    setConnection(null);
    // What one token may read is nothing for the next one.
    queries.clear();
  }

  return (
    <>
      <header className="bar">
        <h1>{connection === null ? "Shop dashboard" : connection.name}</h1>
        {connection !== null && (
          <button type="button" onClick={leave}>
            Leave this shop
          </button>
        )}
      </header>
      <main>
        {connection === null ? (
          <Connect onConnected={setConnection} />
        ) : (
          <>
            <Orders shop={connection.shop} />
            <Customer shop={connection.shop} />
            <Changes shop={connection.shop} />
          </>
        )}
      </main>
    </>
  );
}
