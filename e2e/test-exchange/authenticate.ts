/** Key, signature and time window, checked as the real exchange does. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal.ts";
import { type Account, type State, serverTime } from "./state.ts";

export interface SignedRequest {
  apiKey: string | null;
  rawQuery: string;
  rawBody: string;
  params: Record<string, string>;
}

const withoutSignature = (raw: string) =>
  raw
    .split("&")
    .filter((part) => !part.startsWith("signature="))
    .join("&");

export function authenticate(state: State, request: SignedRequest): Account {
  if (request.apiKey === null || !/^[A-Za-z0-9_-]{8,128}$/.test(request.apiKey))
    throw new Refusal(-2014, "API-key format invalid.", 401);
  const account = state.accounts.get(request.apiKey);
  if (!account || account.isRevoked) throw new Refusal(-2015, "Invalid API-key, IP, or permissions for action.", 401);
  const { timestamp, signature, recvWindow = "5000" } = request.params;
  if (timestamp === undefined || !/^\d+$/.test(timestamp))
    throw new Refusal(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
  if (signature === undefined)
    throw new Refusal(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
  checkSignature(account.secret, withoutSignature(request.rawQuery) + withoutSignature(request.rawBody), signature);
  checkTime(state, timestamp, recvWindow);
  if (!account.restrictions.enableReading)
    throw new Refusal(-2015, "Invalid API-key, IP, or permissions for action.", 401);
  return account;
}

function checkSignature(secret: string, payload: string, given: string): void {
  const expected = createHmac("sha256", secret).update(payload).digest();
  const actual = Buffer.from(given, "hex");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new Refusal(-1022, "Signature for this request is not valid.");
}

function checkTime(state: State, timestamp: string, recvWindow: string): void {
  const window = Number(recvWindow);
  if (!(window > 0 && window <= 60_000)) throw new Refusal(-1131, "recvWindow must be less than 60000");
  const sent = timestamp.length > 14 ? Number(timestamp) / 1000 : Number(timestamp);
  const now = serverTime(state);
  if (sent >= now + 1000) throw new Refusal(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  if (now - sent > window) throw new Refusal(-1021, "Timestamp for this request is outside of the recvWindow.");
}
