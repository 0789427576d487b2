/**
 * Takes out of an exchange's text what must not leave the adapter: addresses with signatures, and the keys themselves.
 */
import type { Credentials } from "../../venue";

export function redact(text: string, credentials: Credentials = {}): string {
  let clean = text
    .replace(/\bhttps?:\/\/[^\s"'<>]+/gi, "[address]")
    .replace(
      /((?:signature|sign|api[-_]?key|secret|passphrase|password|token|nonce)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
      "$1[redacted]",
    );
  for (const secret of Object.values(credentials))
    if (secret && secret.length >= 4) clean = clean.replaceAll(secret, "[redacted]");
  return clean;
}

/** The exchange's own sentence out of a ccxt error text ('binance {"code":-1013,"msg":"..."}'), short and clean. */
export function venueSentenceOf(text: string, credentials: Credentials = {}): string | null {
  const said = /"(?:msg|message|error|errorMessage|retMsg|label)"\s*:\s*\[?\s*"((?:[^"\\]|\\.){1,300})"/.exec(
    text,
  )?.[1];
  if (said === undefined) return null;
  const clean = redact(said, credentials).replace(/\s+/g, " ").trim();
  return clean === "" ? null : /[.!?]$/.test(clean) ? clean : `${clean}.`;
}
