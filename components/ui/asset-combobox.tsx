"use client";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { FieldError } from "./field";
import { suggestAssets } from "./known-assets";
import { TextInput } from "./text-input";

interface AssetComboboxProps {
  label: string;
  placeholder?: string;
  taken: ReadonlySet<string>;
  onPick: (code: string) => void;
  className?: string;
}

/**
 * Type a code or a name, take a suggestion or your own text with Enter. The list is the platform's popover, in the top
 * layer: a dialog that scrolls does not cut it off. (Base UI's Autocomplete keeps the same keys at 43 kB a page.)
 */
export function AssetCombobox({ label, placeholder, taken, onPick, className }: AssetComboboxProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const typed = text.trim().toUpperCase();
  const found = suggestAssets(text, taken);
  const isOwn = typed !== "" && !taken.has(typed) && !found.some(([code]) => code === typed);
  const options = isOwn ? [...found, [typed, `Use "${typed}" as it is`] as const] : found;

  const list = useRef<HTMLDivElement>(null);
  const isShown = isOpen && options.length > 0;
  useEffect(() => {
    list.current?.togglePopover(isShown);
  }, [isShown]);

  const pick = (code: string | undefined) => {
    if (!code || taken.has(code)) return;
    onPick(code);
    setText("");
    setActive(0);
    setIsOpen(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setIsOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (options.length === 0 ? 0 : (at + step + options.length) % options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen || typed) pick(options[active]?.[0] ?? typed);
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault();
      setIsOpen(false);
    }
  };

  return (
    <div className={className}>
      <TextInput
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options[active] ? `${id}-${active}` : undefined}
        style={{ anchorName: `--${id}` }}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        popover="manual"
        style={{ positionAnchor: `--${id}` }}
        role="listbox"
        aria-label="Assets"
        className="inset-auto mt-1 max-h-[300px] min-w-60 overflow-auto rounded-md bg-raised p-1 text-text shadow-float [position-area:bottom_span-right] [position-try-fallbacks:flip-block,flip-inline]"
      >
        {options.map(([code, name], index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys, as a combobox does
          <div
            key={code}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="flex min-h-7.5 cursor-pointer items-baseline gap-2.5 rounded-[4px] px-2 py-[5px] hover:bg-sunken aria-selected:bg-sunken"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(code)}
          >
            <b className="min-w-12 font-medium">{code}</b>
            <span className="text-text-soft">{name}</span>
          </div>
        ))}
      </div>
      {typed && taken.has(typed) && <FieldError>{typed} is already a target.</FieldError>}
    </div>
  );
}
