/** One JSON line per event on stdout, with everything that could be a secret taken out before it is written. */
import pino from "pino";

export type Logger = pino.Logger;

/** Query signatures, keys and bearer tokens as they appear inside exchange error texts and URLs. */
const SECRET_IN_TEXT =
  /((?:signature|api[-_]?key|apikey|secret|password|passphrase|token|x-mbx-apikey|authorization)["']?\s*[=:]\s*["']?(?:bearer\s+)?)[^\s"'&,}]+/gi;

/** A failed query's message ends with its values: session tokens and password hashes among them. */
const QUERY_VALUES = /\nparams: [\s\S]*?(?=\n\s+at |$)/g;

export function redactText(text: string): string {
  return text
    .replace(QUERY_VALUES, "\nparams: [redacted]")
    .replace(SECRET_IN_TEXT, "$1[redacted]")
    .replace(/(https?:\/\/[^\s?"']+)\?[^\s"']*/g, "$1?[redacted]");
}

export function createLogger(level: string = process.env.LOG_LEVEL ?? "info"): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: [
        "*.secret",
        "*.apiKey",
        "*.password",
        "*.credentials",
        "credentials",
        "apiKey",
        "secret",
        "password",
        "headers",
      ],
      censor: "[redacted]",
    },
    serializers: {
      err: (error: Error) => ({
        name: error?.name,
        message: redactText(String(error?.message)),
        stack: redactText(String(error?.stack ?? "")),
      }),
    },
    hooks: {
      logMethod(inputs, method) {
        method.apply(
          this,
          inputs.map((input) => (typeof input === "string" ? redactText(input) : input)) as Parameters<typeof method>,
        );
      },
    },
  });
}
