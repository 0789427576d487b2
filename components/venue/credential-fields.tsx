"use client";
import { PasswordInput } from "@/components/auth/password-input";
import { Field } from "@/components/ui/field";
import { errorAt } from "./form-problem";

/** Labels as exchanges write them; hints only where the name alone is not enough. */
const FIELDS: Record<string, { label: string; hint?: string }> = {
  apiKey: { label: "API key" },
  secret: { label: "API secret", hint: "Shown once by the exchange, when the key is made." },
  password: { label: "API passphrase", hint: "The one chosen for this key, not your sign-in password." },
  uid: { label: "User id" },
  login: { label: "Login" },
  twofa: { label: "Two-factor secret" },
  privateKey: { label: "Private key", hint: "Of a wallet made for trading only, never of your main one." },
  walletAddress: { label: "Wallet address" },
  token: { label: "Token" },
  accountId: { label: "Account id" },
};

export const credentialLabel = (field: string) => FIELDS[field]?.label ?? field;

interface CredentialFieldsProps {
  fields: readonly string[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
  /** Path of the field at fault, as the server names it: "credentials.secret". */
  problem: { path: string | null; message: string } | null;
  disabled?: boolean;
}

/** Exactly what this exchange requires. What is typed here is sent once and never comes back. */
export function CredentialFields({ fields, values, onChange, problem, disabled }: CredentialFieldsProps) {
  return fields.map((field) => (
    <Field
      key={field}
      label={credentialLabel(field)}
      hint={FIELDS[field]?.hint}
      error={errorAt(problem, `credentials.${field}`)}
    >
      <PasswordInput
        name={`credential-${field}`}
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        disabled={disabled}
        value={values[field] ?? ""}
        onChange={(event) => onChange({ ...values, [field]: event.target.value })}
      />
    </Field>
  ));
}
