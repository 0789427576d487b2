"use client";
import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from "react";
import { cx } from "./cx";
import { useField } from "./field";

/** The box every input is: select and number input too. */
export const inputClass =
  "block h-8 w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-sm text-text transition-colors hover:border-text-faint focus-visible:rounded-md disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-text-faint aria-invalid:border-negative max-md:h-10 max-md:text-[16px]";

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  ref?: Ref<HTMLInputElement>;
}

export function TextInput({ className, ...rest }: TextInputProps) {
  return <input type="text" {...useField()} {...rest} className={cx(inputClass, className)} />;
}

export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <textarea rows={4} {...useField()} {...rest} className={cx(inputClass, "h-auto py-2 max-md:h-auto", className)} />
  );
}
