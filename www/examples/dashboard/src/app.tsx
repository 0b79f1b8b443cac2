import { useState } from "react";
import { Connect, type Connection } from "./connect.tsx";
import { Customer } from "./customer.tsx";
import { Orders } from "./orders.tsx";

/** The key lives in this state alone: a reload forgets it. */
export function App() {
  const [connection, setConnection] = useState<Connection | null>(null);
  return (
    <>
      <header className="bar">
        <h1>{connection === null ? "Shop dashboard" : connection.name}</h1>
        {connection !== null && (
          <button type="button" onClick={() => setConnection(null)}>
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
          </>
        )}
      </main>
    </>
  );
}
