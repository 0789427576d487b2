/**
 * What happened to an owner's coins, as tax sees it: the input of every replay. Values are in base currency, the
 * currency the owner is taxed in; null is *not known*, and never zero. Quantities and values are exact decimals.
 *
 * Base currency itself is money, not a coin: a buy names what was paid, and no lot of it is kept.
 */
import type { AssetId } from "@/lib/engine/model";
import type { Notional, Quantity } from "@/lib/money";

/** Where coins lie: a venue's account, or an address. Rules that work wallet by wallet tell them apart by it. */
export type WalletId = string;

export interface EventFee {
  asset: AssetId;
  quantity: Quantity;
  /** null: not known. Where the fee is base currency its quantity is its value. */
  value: Notional | null;
  /** Taken from the coins this very event brought. */
  isWithheld: boolean;
}

/** A part of a swap. Its value may be missing if the other's is known. */
export interface SwapLeg {
  asset: AssetId;
  quantity: Quantity;
  value: Notional | null;
}

export interface NamedLot {
  lot: string;
  quantity: Quantity;
}

interface EventBase {
  /** Unique. The lot an event brings carries its id. */
  id: string;
  /** Epoch ms. Events of one instant keep the order they are given in. */
  at: number;
}

export type LedgerEvent = EventBase &
  (
    | {
        kind: "buy";
        wallet: WalletId;
        asset: AssetId;
        quantity: Quantity;
        /** Price paid, without the fee. */
        value: Notional | null;
        fee: EventFee | null;
      }
    | {
        kind: "sell";
        wallet: WalletId;
        asset: AssetId;
        quantity: Quantity;
        /** Price received, before the fee. */
        value: Notional | null;
        fee: EventFee | null;
        /** The lots sold, where the owner named them; what they leave open is taken first in, first out. */
        lots: readonly NamedLot[];
        /** Worth of all coins just before this sale; the portfolio method of France needs it. */
        portfolioValueBefore: Notional | null;
      }
    | {
        kind: "swap";
        wallet: WalletId;
        out: SwapLeg;
        in: SwapLeg;
        fee: EventFee | null;
        lots: readonly NamedLot[];
      }
    | {
        kind: "income";
        wallet: WalletId;
        asset: AssetId;
        quantity: Quantity;
        /** Worth when it came under the owner's control. */
        value: Notional | null;
        /** "staking", "airdrop": the kind of income, for the reports. */
        label: string | null;
      }
    | {
        kind: "deposit";
        wallet: WalletId;
        asset: AssetId;
        quantity: Quantity;
        cost: Notional | null;
        /** "2024-02-29" on the owner's calendar; null: the day it came. */
        acquired: string | null;
      }
    | { kind: "fee"; wallet: WalletId; asset: AssetId; quantity: Quantity; value: Notional | null }
    | {
        kind: "transfer";
        asset: AssetId;
        /** What left; `received` arrived, and the difference paid for the way. */
        quantity: Quantity;
        received: Quantity;
        from: WalletId;
        to: WalletId;
        /** Worth of what was lost on the way. */
        feeValue: Notional | null;
        /** Paid besides in another coin: the gas of a token. */
        fee?: EventFee | null;
      }
    | { kind: "withdrawal"; wallet: WalletId; asset: AssetId; quantity: Quantity }
    | {
        /** Rev. Proc. 2024-28: what is left of universal lots is divided among wallets, once. */
        kind: "allocate";
        asset: AssetId;
        order: AllocationOrder;
        to: readonly { wallet: WalletId; quantity: Quantity }[];
      }
  );

export const ALLOCATION_ORDERS = ["fifo", "lifo", "hifo", "lofo"] as const;
export type AllocationOrder = (typeof ALLOCATION_ORDERS)[number];
