/**
 * Seals one secret field at rest with AES-256-GCM. Owner, venue and field are bound in as associated data, so a sealed
 * text copied to another row does not open. Sealed form: "v1." + base64url(nonce 12 | tag 16 | ciphertext).
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface SecretPlace {
  ownerId: string;
  venueId: string;
  field: string;
}

export interface Vault {
  readonly keyFrom: "environment" | "file";
  seal(place: SecretPlace, plain: string): string;
  /** Throws when the key is another, or the text was moved or changed. */
  open(place: SecretPlace, sealed: string): string;
}

const associated = (place: SecretPlace) => Buffer.from(JSON.stringify([place.ownerId, place.venueId, place.field]));

export function createVault(masterKey: Buffer, keyFrom: Vault["keyFrom"]): Vault {
  if (masterKey.length !== 32)
    throw new Error("The master key must be 32 bytes: 64 hex digits or 44 base64 characters.");
  return {
    keyFrom,
    seal(place, plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", masterKey, nonce).setAAD(associated(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ""), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", masterKey, bytes.subarray(0, 12))
        .setAAD(associated(place))
        .setAuthTag(bytes.subarray(12, 28));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        throw new Error(
          `The stored ${place.field} cannot be opened: it was sealed with another master key. Set EVENKEEL_MASTER_KEY to the old one, or connect the venue again.`,
        );
      }
    },
  };
}
