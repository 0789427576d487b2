"use client";
import { type InputHTMLAttributes, useState } from "react";
import { TextInput } from "@/components/ui/text-input";

type PasswordInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type">;

/** A password that can be shown. The button says what it does next, and leaves the field's own order alone. */
export function PasswordInput(props: PasswordInputProps) {
  const [isVisible, setVisible] = useState(false);
  return (
    <span className="relative block">
      <TextInput
        {...props}
        type={isVisible ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className="pr-16"
      />
      <button
        type="button"
        className="absolute inset-y-0 right-0 rounded-md px-3 text-xs text-text-soft hover:text-text"
        aria-pressed={isVisible}
        aria-label={isVisible ? "Hide password" : "Show password"}
        onClick={() => setVisible(!isVisible)}
      >
        {isVisible ? "Hide" : "Show"}
      </button>
    </span>
  );
}
