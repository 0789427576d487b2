"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { type AuthProblem, postAuth } from "@/components/auth/auth-request";
import { PasswordInput } from "@/components/auth/password-input";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/toaster";
import { PASSWORD_LENGTH_MIN, passwordProblem } from "@/lib/schemas/password";

const atCurrent = (problem: AuthProblem): AuthProblem =>
  problem.code === "INVALID_PASSWORD"
    ? { ...problem, path: "currentPassword", message: "This is not your password." }
    : problem;

export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();

  const fail = (found: AuthProblem) => {
    setProblem(found);
    setBusy(false);
    if (found.path) form.current?.querySelector<HTMLInputElement>(`[name=${found.path}]`)?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (!current) {
      fail({ path: "currentPassword", message: "Type the password you have now.", code: "MISSING" });
      return;
    }
    const reason = passwordProblem(next, email);
    if (reason) {
      fail({ path: "newPassword", message: reason, code: "INVALID_INPUT" });
      return;
    }
    setBusy(true);
    setProblem(null);
    const refused = await postAuth("change-password", { currentPassword: current, newPassword: next });
    if (refused) {
      fail(atCurrent(refused));
      return;
    }
    setBusy(false);
    setCurrent("");
    setNext("");
    toast("The password is changed. Every other session is signed out.");
    router.refresh();
  };
  const errorOf = (path: string) => (problem?.path === path ? problem.message : undefined);
  return (
    <Card labelledBy="password">
      <CardHeader id="password" title="Password" />
      <CardBody>
        <form ref={form} className="grid max-w-[480px] gap-4" onSubmit={submit} noValidate>
          {/* Names to a password manager whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field label="Password now" error={errorOf("currentPassword")}>
            <PasswordInput
              name="currentPassword"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </Field>
          <Field
            label="New password"
            hint={`At least ${PASSWORD_LENGTH_MIN} characters. Signs every other session out.`}
            error={errorOf("newPassword")}
          >
            <PasswordInput
              name="newPassword"
              autoComplete="new-password"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          </Field>
          {problem && problem.path === null && (
            <Callout tone="negative" title="Not changed">
              {problem.message}
            </Callout>
          )}
          <Button type="submit" isBusy={isBusy} className="justify-self-start">
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
