"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { postAuth } from "./auth-request";
import { PasswordField } from "./password-field";

const LABELS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "E-mail or password is wrong.",
};

/** `returnPath`: the page that was asked for; a mark within it stays in the address bar all the while. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<{ message: string; path: string | null } | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (!email.trim() || !password) {
      setProblem(
        email.trim()
          ? { path: "password", message: "Type your password." }
          : { path: "email", message: "Type your e-mail address." },
      );
      return;
    }
    setBusy(true);
    setProblem(null);
    const refused = await postAuth("sign-in/email", { email: email.trim(), password });
    if (!refused) {
      window.location.assign(`${returnPath}${returnPath.includes("#") ? "" : window.location.hash}`);
      return;
    }
    setProblem({ message: LABELS[refused.code] ?? refused.message, path: null });
    setBusy(false);
  };

  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      {problem && problem.path === null && <Callout tone="negative" title={problem.message} />}
      <Field label="E-mail" error={problem?.path === "email" ? problem.message : undefined}>
        <TextInput
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <PasswordField
        label="Password"
        error={problem?.path === "password" ? problem.message : undefined}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" variant="primary" isBusy={isBusy} className="h-10">
        Sign in
      </Button>
    </form>
  );
}
