/**
 * A stand-in exchange that speaks Binance's spot REST protocol: `node e2e/test-exchange/main.ts --port 9100`.
 * Point Evenkeel at it with EXCHANGE_URL_BINANCE=http://127.0.0.1:9100. control.ts lists its commands.
 */
import { parseArgs } from "node:util";
import { startTestExchange } from "./server.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "9100" }, host: { type: "string", default: "127.0.0.1" } },
});

const exchange = await startTestExchange({ port: Number(values.port), host: values.host });
console.log(`Test exchange on ${exchange.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    exchange.close().then(() => process.exit(0));
  });
// Whoever started it is gone: nobody could stop it any more.
process.once("disconnect", () => process.exit(0));
