"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** false until the page answers presses: one before that would be lost without a word. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
