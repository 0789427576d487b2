"use client";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";
import { Mark } from "./mark";

export interface ToastInput {
  text: ReactNode;
  tone?: "ok" | "warn" | "stop";
  /** How long it stays; trouble stays until it is closed. */
  ms?: number;
}

const ToastContext = createContext<(toast: ToastInput | string) => void>(() => {});

/** `const toast = useToast(); toast("Saved as version 4.")` */
export const useToast = () => use(ToastContext);

let lastId = 0;

export function Toaster({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastInput & { id: number })[]>([]);
  const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (input: ToastInput | string) => {
      lastId += 1;
      const toast = { id: lastId, ...(typeof input === "string" ? { text: input } : input) };
      setToasts((all) => [...all.slice(-3), toast]);
      const stays = toast.ms ?? (toast.tone === "stop" ? null : 6000);
      if (stays !== null) setTimeout(() => close(toast.id), stays);
    },
    [close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div
        className="pointer-events-none fixed right-5 bottom-5 z-60 grid justify-items-end gap-2 max-md:inset-x-4 max-md:bottom-18.5"
        role="status"
        aria-live="polite"
      >
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex max-w-[min(400px,calc(100vw-32px))] animate-float-in items-start gap-2.5 rounded-md bg-raised py-2.5 pr-2 pl-3.5 shadow-float"
          >
            <Mark kind={toast.tone ?? "ok"} className="mt-1" />
            <span className="min-w-0 wrap-break-word">{toast.text}</span>
            <Button
              variant="quiet"
              size="sm"
              className="-my-1"
              aria-label="Close message"
              icon={<Icon name="close" size={12} />}
              onClick={() => close(toast.id)}
            />
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
