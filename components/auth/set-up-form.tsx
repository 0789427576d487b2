"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { PASSWORD_LENGTH_MIN, passwordProblem } from "@/lib/schemas/password";
import { type AuthProblem, postAuth } from "./auth-request";
import { PasswordInput } from "./password-input";

const EMPTY = { name: "", email: "", password: "" };
type FieldName = keyof typeof EMPTY;
const isField = (path: string | null): path is FieldName => path !== null && path in EMPTY;

/** The first thing to put right, in the order of the fields. The server judges again. */
function checkFields({ name, email, password }: typeof EMPTY): { path: FieldName; message: string } | null {
  if (!name.trim()) return { path: "name", message: "Type your name, or what you want to be called." };
  if (!/^\S+@\S+\.\S+$/.test(email.trim()))
    return { path: "email", message: 'Write an e-mail address, for example "you@example.com".' };
  const message = passwordProblem(password, email);
  return message ? { path: "password", message } : null;
}

export function SetUpForm() {
  const [values, setValues] = useState(EMPTY);
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const fail = (found: AuthProblem) => {
    setProblem(found);
    setBusy(false);
    if (isField(found.path)) form.current?.querySelector<HTMLInputElement>(`[name=${found.path}]`)?.focus();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const found = checkFields(values);
    if (found) {
      fail({ ...found, code: "INVALID_INPUT" });
      return;
    }
    setBusy(true);
    setProblem(null);
    const refused = await postAuth("set-up", { ...values, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    if (refused) fail(refused);
    else window.location.assign("/");
  };

  const errorOf = (name: FieldName) => (problem?.path === name ? problem.message : undefined);
  const change = (name: FieldName) => (event: { target: { value: string } }) => {
    setValues((before) => ({ ...before, [name]: event.target.value }));
    if (problem?.path === name) setProblem(null);
  };

  return (
    <form ref={form} className="grid gap-4" onSubmit={submit} noValidate>
      {problem && !isField(problem.path) && (
        <Callout
          tone="negative"
          title={problem.message}
          actions={problem.code === "OWNER_EXISTS" && <Button href="/sign-in">Sign in</Button>}
        />
      )}
      <Field label="Your name" error={errorOf("name")}>
        <TextInput name="name" autoComplete="name" autoFocus value={values.name} onChange={change("name")} />
      </Field>
      <Field label="E-mail" hint="Your sign-in name. Nothing is sent to it." error={errorOf("email")}>
        <TextInput
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          value={values.email}
          onChange={change("email")}
        />
      </Field>
      <Field
        label="Password"
        hint={`At least ${PASSWORD_LENGTH_MIN} characters. It cannot be recovered, so keep it in a password manager.`}
        error={errorOf("password")}
      >
        <PasswordInput
          name="password"
          autoComplete="new-password"
          value={values.password}
          onChange={change("password")}
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={isBusy} className="h-10">
        Set up Evenkeel
      </Button>
    </form>
  );
}
