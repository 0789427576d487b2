/**
 * SHA-256 of a text's UTF-8 bytes, as 64 hex digits. At once: the engine runs in the browser as well, where the platform's
 * own digest is asynchronous.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
