"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { type AuthProblem, postAuth } from "@/components/auth/auth-request";
import { PasswordField } from "@/components/auth/password-field";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toaster";
import { errorAt } from "@/components/venue/form-problem";
import { FormRefusal } from "@/components/venue/form-refusal";
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
  return (
    <Card labelledBy="password">
      <CardHeader id="password" title="Password" />
      <CardBody>
        <form ref={form} className="grid max-w-[480px] gap-4" onSubmit={submit} noValidate>
          {/* Names to a password manager whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            label="Password now"
            error={errorAt(problem, "currentPassword")}
            name="currentPassword"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
          <PasswordField
            label="New password"
            hint={`At least ${PASSWORD_LENGTH_MIN} characters. Signs every other session out.`}
            error={errorAt(problem, "newPassword")}
            name="newPassword"
            autoComplete="new-password"
            value={next}
            onChange={setNext}
          />
          <FormRefusal problem={problem} title="Not changed" fields={["currentPassword", "newPassword"]} />
          <Button type="submit" isBusy={isBusy} className="justify-self-start">
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
