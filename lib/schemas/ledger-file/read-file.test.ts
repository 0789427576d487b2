/** Exports in the exact forms of exchanges and trackers, with what they mean; and rows that must be asked about. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLedgerFile } from "./read-file";

const FOLDER = join(import.meta.dirname, "fixtures");
const textOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");
const { files } = JSON.parse(textOf("expected.json")) as { files: { file: string; title: string; events: unknown }[] };

function read(text: string) {
  const verdict = readLedgerFile(text);
  if (!verdict.ok) throw new Error(`not known: ${verdict.heading}`);
  return { ...verdict, events: verdict.movements.map(({ rows: _, ...movement }) => movement) };
}

describe("files of exchanges and trackers", () => {
  test.each(files.map((each) => [each.title, each] as const))("%s", (_title, { file, events }) => {
    const found = read(textOf(file));
    expect(found.problems).toEqual([]);
    expect(found.events).toEqual(events);
  });

  test.each([
    [
      "binance-trades-old",
      `Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin
2021-05-01 10:00:00,ETHBTC,SELL,0.05,2,0.1,0.0001,BTC`,
      { out: { asset: "ETH", quantity: "2" }, in: { asset: "BTC", quantity: "0.1" } },
    ],
    [
      "binance-spot-trades",
      `Date(UTC),Pair,Side,Price,Executed,Amount,Fee
2025-01-26 21:05:14,1INCHUSDT,BUY,0.5,5.01INCH,2.5USDT,0.00001BNB`,
      { out: { asset: "USDT", quantity: "2.5" }, in: { asset: "1INCH", quantity: "5" } },
    ],
    [
      "binance-withdrawals",
      `Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status
2025-01-26 21:05:14,BTC,BTC,0.5,0.0002,bc1q,ab12,Completed`,
      {
        kind: "withdrawal",
        out: { asset: "BTC", quantity: "0.5" },
        fee: { asset: "BTC", quantity: "0.0002" },
        ref: "ab12",
      },
    ],
    [
      "kraken-trades",
      `"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","margin","misc","ledgers"
"T1","O1","XXBTZEUR","2025-01-03 10:00:00.1234","buy","limit",100000,500,1.3,0.005,0,"","L1,L2"`,
      { out: { asset: "EUR", quantity: "500" }, in: { asset: "BTC", quantity: "0.005" }, ref: "T1" },
    ],
    [
      "bitstamp-old",
      `Type,Datetime,Account,Amount,Value,Rate,Fee,Sub Type
Market,"Jan. 28, 2022, 12:13 AM",Main Account,2.00000000 ETH,4400.00 USD,2200.00 USD,11.00 USD,Buy`,
      { time: "2022-01-28T00:13:00Z", out: { asset: "USD", quantity: "4400" }, in: { asset: "ETH", quantity: "2" } },
    ],
    [
      "coinbase",
      `Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees),Fees,Notes
2021-02-03T12:00:00Z,Buy,BTC,0.01,EUR,30000,300,303.99,3.99,Bought`,
      { out: { asset: "EUR", quantity: "300" }, fee: { asset: "EUR", quantity: "3.99" } },
    ],
    [
      "koinly-simple",
      `Koinly Date,Amount,Currency,Label,TxHash
2025-01-04 10:00 UTC,-0.5,BTC,,0xdef`,
      { kind: "withdrawal", out: { asset: "BTC", quantity: "0.5" } },
    ],
    [
      "cointracker",
      `Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag
06/14/2025 20:57:35,0.02,ETH,,,,,staked`,
      { time: "2025-06-14T20:57:35Z", kind: "income", in: { asset: "ETH", quantity: "0.02" } },
    ],
    [
      "rotki-events",
      `Type,Location,Currency,Amount,Fee,Fee Currency,Description,Timestamp
Spend,kraken,BTC,0.1,0.001,BTC,,1738584000000`,
      { kind: "withdrawal", out: { asset: "BTC", quantity: "0.1" }, fee: { asset: "BTC", quantity: "0.001" } },
    ],
    [
      "blockpit",
      `Blockpit ID;Timestamp;Source Type;Source Name;Integration;Transaction Type;Outgoing Asset;Outgoing Amount;Incoming Asset;Incoming Amount;Fee Asset;Fee Amount;Transaction ID;Note;Merge ID
1;03.02.2025 12:00:00;EXCHANGE;Kraken;API;TRADE;EUR;950;BTC;0.01;EUR;1.5;;;`,
      { kind: "trade", out: { asset: "EUR", quantity: "950" }, in: { asset: "BTC", quantity: "0.01" } },
    ],
  ])("%s in the forms the samples lack", (form, text, event) => {
    const found = read(text);
    expect(found.problems).toEqual([]);
    expect(found.form).toBe(form);
    expect(found.events).toMatchObject([event]);
  });
});

describe("what is asked about, never guessed", () => {
  const statement = (...rows: string[]) =>
    read(
      [
        "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark",
        ...rows.map((row) => `1,2025-03-01 10:15:30,Spot,${row},`),
      ].join("\n"),
    );

  test("several coins in one second of a statement", () => {
    const found = statement(
      "Transaction Buy,BTC,0.01",
      "Transaction Spend,EUR,-800",
      "Transaction Buy,ETH,0.1",
      "Transaction Spend,EUR,-250",
    );
    expect(found.movements).toEqual([]);
    expect(found.problems).toEqual([{ code: "ambiguous", rows: [2, 3, 4, 5], reason: "several-coins" }]);
  });

  test("parts of one order in one second are one trade", () => {
    const found = statement(
      "Transaction Buy,BTC,0.01",
      "Transaction Spend,EUR,-800",
      "Transaction Buy,BTC,0.02",
      "Transaction Spend,EUR,-1600",
    );
    expect(found.events).toMatchObject([{ out: { quantity: "2400" }, in: { quantity: "0.03" } }]);
  });

  test("half a trade", () => {
    expect(statement("Transaction Buy,BTC,0.01").problems).toMatchObject([{ code: "ambiguous", reason: "one-sided" }]);
  });

  test("an operation nobody knows", () => {
    expect(statement("Futures Liquidation,BTC,-0.01").problems).toEqual([
      { code: "kind-unknown", row: 2, column: "Operation", cell: "futures liquidation" },
    ]);
  });

  test("money between the owner's own pockets is no movement", () => {
    expect(
      statement("Simple Earn Flexible Subscription,BTC,-0.01", "Transfer Between Spot and Funding,BTC,0.01").events,
    ).toEqual([]);
  });

  test.each([
    [
      "0.01x",
      "2025-01-02 10:00:00",
      { code: "not-read", row: 2, column: "sent amount", cell: "0.01x", expected: "number" },
    ],
    [
      "0.01",
      "2025-02-30 10:00:00",
      { code: "not-read", row: 2, column: "date", cell: "2025-02-30 10:00:00", expected: "time" },
    ],
    [
      "0.01",
      "02/03/2025 10:00",
      { code: "not-read", row: 2, column: "date", cell: "02/03/2025 10:00", expected: "time" },
    ],
  ])("%s on %s is named by row and column", (amount, date, problem) => {
    const heading = "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Label";
    expect(read(`${heading}\n${date},${amount},BTC,,,,,`).problems).toEqual([problem]);
  });

  test.each([
    ["a token that was renamed", "Token Swap - Distribution,AAVE,10"],
    ["a token that was launched and paid for", "Launchpad Token Distribution,HOOK,10"],
    ["a leveraged token that was given back", "Leveraged Token Redemption,BTCUP,-10"],
  ])("%s is no income and no move between pockets", (_, row) => {
    const found = statement(row);
    expect(found.movements).toEqual([]);
    expect(found.problems).toMatchObject([{ code: "kind-unknown" }]);
  });

  const KRAKEN = '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"\n';
  const kraken = (...rows: string[]) =>
    read(KRAKEN + rows.map((row, at) => `L${at},R1,2025-03-01 10:15:3${at},${row},0`).join("\n"));

  test("a withdrawal that Kraken called off moved nothing", () => {
    const found = kraken("withdrawal,,currency,XXBT,-0.5,0.0002", "withdrawal,,currency,XXBT,0.5,-0.0002");
    expect(found).toMatchObject({ movements: [], problems: [] });
  });

  test("what a transfer took away did not come in, and a reward taken back is no income", () => {
    expect(kraken("transfer,delistingconversion,currency,XXBT,-0.5,0").events).toMatchObject([{ kind: "withdrawal" }]);
    expect(kraken("earn,reward,currency,DOT28.S,-0.5,0").problems).toMatchObject([{ code: "kind-unknown" }]);
    expect(kraken("earn,reward,currency,DOT28.S,0.5,0.1").events).toMatchObject([
      { kind: "income", in: { asset: "DOT", quantity: "0.5" }, fee: { asset: "DOT", quantity: "0.1" } },
    ]);
  });

  test("Coinbase: advanced trades under both their names, and a reward taken back", () => {
    const heading =
      "Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees),Fees,Notes";
    const coinbase = (type: string, quantity: string) =>
      read(`${heading}\n2024-02-03T12:00:00Z,${type},BTC,${quantity},EUR,30000,300,303.99,3.99,x`);
    for (const type of ["Advance Trade Buy", "Advanced Trade Buy"])
      expect(coinbase(type, "0.01").events).toMatchObject([{ kind: "trade", in: { quantity: "0.01" } }]);
    expect(coinbase("Learning Reward", "0.01").events).toMatchObject([{ kind: "income" }]);
    expect(coinbase("Staking Income", "-0.01").problems).toMatchObject([{ code: "kind-unknown" }]);
  });

  const KOINLY = "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Label";

  test("a bare comma in a figure shifts the columns behind it", () => {
    expect(read(`${KOINLY}\n2025-01-04 10:00,1,250.5,,,,,`).problems).toMatchObject([
      { code: "not-read", row: 2, column: "sent currency", cell: "250.5", expected: "asset" },
    ]);
    expect(read(`${KOINLY}\n2025-01-04 10:00,0.5,BTC,1,EUR,0,EUR,,lost`).problems).toEqual([
      { code: "too-wide", row: 2, cell: "lost" },
    ]);
  });

  test.each([
    ["0,125", ","],
    ["1,250", ";"],
  ])("%s is no thousand in a file parted by %s", (cell, mark) => {
    const row = ["2025-01-04 10:00", `"${cell}"`, "BTC", "", "", "", "", ""];
    expect(read([KOINLY.replaceAll(",", mark), row.join(mark)].join("\n")).problems).toMatchObject([
      { code: "not-read", column: "sent amount", cell },
    ]);
  });

  test("30 February with its zone", () => {
    const heading = "Type,Buy Quantity,Buy Asset,Sell Quantity,Sell Asset,Fee Quantity,Fee Asset,Timestamp";
    expect(read(`${heading}\nDeposit,1,BTC,,,,,2025-02-30T10:00:00Z`).problems).toMatchObject([
      { code: "not-read", expected: "time" },
    ]);
  });

  test("an id that stands twice", () => {
    const [heading, row] = textOf("coinbase.csv").split("\n").slice(3);
    const found = read(`${heading}\n${row}\n${row}\n`);
    expect(found.problems).toEqual([{ code: "duplicate", row: 3, ref: "5f1" }]);
  });

  test("a heading nobody knows is shown back", () => {
    expect(readLedgerFile("\ufeffWhen,What,How much\n1,2,3\n")).toEqual({ ok: false, heading: "When,What,How much" });
  });
});

test.each([
  ["XXBT", "BTC"],
  ["XBT.M", "BTC"],
  ["ZEUR", "EUR"],
  ["EUR.HOLD", "EUR"],
  ["ETH2.S", "ETH"],
  ["DOT28.S", "DOT"],
  ["XTZ.S", "XTZ"],
  ["ZRX", "ZRX"],
  ["XDG", "DOGE"],
])("Kraken's %s is %s", (code, asset) => {
  const row = `"L1","R1","2025-01-02 08:05:00","deposit","","currency","${code}","",1,0,1`;
  const found = read(
    `"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"\n${row}`,
  );
  expect(found.events).toMatchObject([{ in: { asset } }]);
});
