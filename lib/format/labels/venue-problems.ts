/** Why a venue is not traded at, named for what it is: one that refuses has answered. */
import type { VenueProblemKind } from "@/lib/engine/model";

export interface VenueProblemLabel {
  /** Beside the venue's name. */
  state: string;
  /** It ends by itself: "maintenance for 12 min". */
  isPassing?: true;
  /** Follows the venue's name, and is followed by "since 16:20"; null: its own statement names what and whose. */
  does: string | null;
  /** What its owner can do; null: whatever its message gives away. */
  wayOut: string | null;
}

export const VENUE_PROBLEM_LABELS: Record<VenueProblemKind, VenueProblemLabel> = {
  silent: { state: "silent", does: "has not answered", wayOut: null },
  "key-refused": {
    state: "key refused",
    does: "has refused the key",
    wayOut: "Check the key at the exchange, then test again or replace the keys. It is not tried again by itself.",
  },
  "too-powerful": {
    state: "key may do too much",
    does: "has given the key more rights than Evenkeel accepts",
    wayOut: "Switch that off for this key at the exchange, then test again.",
  },
  forbidden: {
    state: "requests refused",
    does: "has refused this computer's requests (403)",
    wayOut: "Nothing is wrong with the key. If it lasts, connect from another address.",
  },
  "rate-limited": {
    state: "rate-limited",
    isPassing: true,
    does: "has asked us to send fewer requests",
    wayOut: "Nothing is needed: Evenkeel waits, and tries again by itself.",
  },
  banned: {
    state: "address banned",
    isPassing: true,
    does: "has banned this computer's address for too many requests",
    wayOut: "Evenkeel waits until it ends. Other programs on this address may be sending too many.",
  },
  "blocked-region": {
    state: "region blocked",
    does: "has served no requests from where this computer is (451)",
    wayOut: "Nothing can be traded from here; reach it from an address it serves.",
  },
  maintenance: {
    state: "maintenance",
    isPassing: true,
    does: "has been under maintenance",
    wayOut: "Nothing is needed: Evenkeel tries again by itself. Until it is back, nothing is traded there.",
  },
  malformed: { state: "unreadable", does: "has answered with what cannot be read", wayOut: null },
  suspect: { state: "suspect", does: null, wayOut: null },
  shared: { state: "not divided", does: null, wayOut: null },
};
