"use client";
import { useRef } from "react";
import type { Policy } from "@/lib/engine/model";
import { useDebounced } from "../preview/use-debounced";

const REST_MS = 120;

/** The draft as it was last valid, once the hand rests: what can be run on past prices. */
export function useTried(policy: Policy, isValid: boolean): Policy {
  const last = useRef(policy);
  if (isValid) last.current = policy;
  return useDebounced(last.current, REST_MS);
}
