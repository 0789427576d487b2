"use client";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "./password-input";

interface PasswordFieldProps {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  name: string;
  /** Tells a password manager which one it is. */
  autoComplete: "current-password" | "new-password";
  value: string;
  onChange: (value: string) => void;
}

export function PasswordField({ label, hint, error, onChange, ...input }: PasswordFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <PasswordInput {...input} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
