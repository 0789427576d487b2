"use client";
import { useEffect, useState } from "react";
import type { AssetId } from "@/lib/engine/model";
import type { LabSpec } from "@/lib/schemas/lab-spec";
import type { LabSource } from "../types";
import { type AssetSpan, type LoadedPrices, readPrices } from "./read-prices";

export type PricesState =
  | { state: "loading"; prices: LoadedPrices | null; key: string }
  | { state: "ready"; prices: LoadedPrices; key: string }
  | { state: "failed"; prices: LoadedPrices | null; key: string; message: string };

/** The address of a run's prices; equal addresses, equal prices. */
export function pricesPath({ prices, costs }: Pick<LabSpec, "prices" | "costs">, assets: readonly AssetId[]): string {
  const query = new URLSearchParams({
    source: prices.source,
    assets: assets.join(","),
    quote: prices.quote,
    timeframe: prices.timeframe,
  });
  if (costs.isLateStart) query.set("isLateStart", "true");
  if (costs.delisted) query.set("isEarlyEnd", "true");
  return `/api/prices?${query}`;
}

/** From when to when there are prices of each asset: as they were loaded, or as the source has them where none could be. */
export function spansOf(
  { state, prices }: PricesState,
  spec: Pick<LabSpec, "prices">,
  sources: readonly LabSource[],
  assets: readonly AssetId[],
): readonly AssetSpan[] {
  const stored = sources.find((each) => each.source === spec.prices.source)?.assets ?? [];
  const spans = state === "failed" || prices === null ? stored : prices.spans;
  return spans.filter(({ asset }) => assets.includes(asset));
}

/** Loads what the run needs. While other prices come, the ones before stay; a late answer to an old question is dropped. */
export function usePrices(path: string, attempt: number): PricesState {
  const key = `${path}#${attempt}`;
  const [latest, setLatest] = useState<PricesState>({ state: "loading", prices: null, key });
  useEffect(() => {
    const controller = new AbortController();
    setLatest((before) => ({ state: "loading", prices: before.prices, key }));
    load(path, controller.signal).then(
      (prices) => setLatest({ state: "ready", prices, key }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setLatest((before) => ({ state: "failed", prices: before.prices, key, message }));
      },
    );
    return () => controller.abort();
  }, [path, key]);
  // Until the effect has run, the latest state answers another question.
  return latest.key === key ? latest : { state: "loading", prices: latest.prices, key };
}

async function load(path: string, signal: AbortSignal): Promise<LoadedPrices> {
  let response: Response;
  try {
    response = await fetch(path, { signal, headers: { accept: "application/octet-stream" } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error("Evenkeel did not answer. Check that it still runs, then try again.");
  }
  if (!response.ok) throw new Error(await saidBy(response));
  return readPrices(await response.arrayBuffer());
}

async function saidBy(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (body && typeof body === "object" && "message" in body && typeof body.message === "string") return body.message;
  } catch {}
  return `The prices could not be read (answer ${response.status}).`;
}
