"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "./cx";

interface DialogProps {
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
      className={cx("dialog", isWide && "dialog-wide")}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {isOpen && (
        <div className="dialog-in">
          <div className="grid gap-1.5">
            <h2 id={`${id}-title`}>{title}</h2>
            {description && (
              <div className="soft" id={`${id}-text`}>
                {description}
              </div>
            )}
          </div>
          {children}
          {actions && <div className="dialog-actions">{actions}</div>}
        </div>
      )}
    </dialog>
  );
}
