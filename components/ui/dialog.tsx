"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "./cx";

export interface DialogProps {
  isOpen: boolean;
  /** Called on Escape, on a click outside and on the browser's own closing. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  isWide?: boolean;
}

/** The platform's modal dialog: focus stays inside, the page behind is inert, Escape closes, focus returns. */
export function Dialog({ isOpen, onClose, title, description, children, actions, isWide }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && dialog && !dialog.open) dialog.showModal();
    if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it, and the dialog handles that itself
    <dialog
      ref={ref}
      className={cx(
        "m-auto max-h-[calc(100dvh-48px)] w-[min(480px,calc(100vw-32px))] overflow-auto rounded-lg bg-raised text-text shadow-float backdrop:bg-scrim open:animate-float-in",
        isWide && "w-[min(720px,calc(100vw-32px))]",
      )}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {isOpen && (
        <div className="grid gap-3.5 p-5">
          <div className="grid gap-1.5">
            <h2 id={`${id}-title`} className="text-lg font-semibold tracking-[-0.01em]">
              {title}
            </h2>
            {description && (
              <div className="text-text-soft" id={`${id}-text`}>
                {description}
              </div>
            )}
          </div>
          {children}
          {actions && <DialogActions>{actions}</DialogActions>}
        </div>
      )}
    </dialog>
  );
}

/** The row a dialog ends with; on a phone its buttons share the width. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 pt-1 max-md:[&>[data-slot=button]]:h-11 max-md:[&>[data-slot=button]]:flex-1">
      {children}
    </div>
  );
}
