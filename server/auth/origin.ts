/**
 * Under which address is the owner looking at us? Loopback names and bare IP addresses are always fine. Any other
 * name must be the one in EVENKEEL_URL: otherwise a foreign page could point its own name at this machine (DNS
 * rebinding) and set up an owner. Forwarded-host headers are never read.
 */
const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost)$/i;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^\[[0-9a-f:.]+\]$/i;

/** The origin a request came in under, or null when its Host is not one of ours. */
export function originOf(headers: Headers, publicUrl: string | null): string | null {
  const host = headers.get("host");
  const own = publicUrl === null ? null : new URL(publicUrl);
  if (!host) return own?.origin ?? null;
  if (own && host === own.host) return own.origin;
  const name = host.replace(/:\d+$/, "");
  if (!LOOPBACK.test(name) && !IPV4.test(name) && !IPV6.test(name)) return null;
  return `http://${host}`;
}

/**
 * Who is calling, for the limiter. Forwarded addresses can be made up by anybody unless a trusted proxy writes them.
 */
export function addressOf(headers: Headers, trustsProxy: boolean): string {
  if (!trustsProxy) return "direct";
  // The last entry is what the nearest proxy saw; the ones before it are hearsay.
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "direct";
}
