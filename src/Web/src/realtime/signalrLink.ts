import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { hubEvents, type HubLink, type LinkEvents } from "./events";

const SERVER_SILENT_MS = 40_000;
const KEEP_ALIVE_MS = 8_000;

/** Straight to a WebSocket: without negotiation any replica can take the connection. */
export async function openSignalrLink({ onEvent, onClosed }: LinkEvents): Promise<HubLink> {
  const connection = new HubConnectionBuilder()
    .withUrl("/hubs/live", { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .withServerTimeout(SERVER_SILENT_MS)
    .withKeepAliveInterval(KEEP_ALIVE_MS)
    .build();
  for (const name of hubEvents) connection.on(name, (payload: unknown) => onEvent(name, payload));
  connection.onclose(() => onClosed());
  await connection.start();
  return connection;
}
