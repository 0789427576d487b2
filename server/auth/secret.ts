/** The key that signs session cookies comes from the master key, so that an owner has one secret to keep, not two. */
import { hkdfSync } from "node:crypto";

export function deriveAuthSecret(masterKey: Uint8Array): string {
  return Buffer.from(hkdfSync("sha256", masterKey, "", "evenkeel session cookies v1", 32)).toString("base64url");
}
