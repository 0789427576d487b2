/** Starts e2e/test-exchange as a process of its own, so that tests speak to it over real HTTP. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export const KEYS = { apiKey: "test-key-00000001", secret: "test-secret-000001" };

export interface RunningExchange {
  url: string;
  send(command: string, body?: unknown): Promise<void>;
  query<T>(path: string): Promise<T>;
  close(): void;
}

export async function runTestExchange(): Promise<RunningExchange> {
  const child = spawn(process.execPath, ["e2e/test-exchange/main.ts", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The test exchange ended with ${code}.`)));
  });
  const url = line.replace(/^.* on /, "");
  const call = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${url}/_test/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    url,
    send: async (command, body = {}) => {
      await call("POST", command, body);
    },
    query: (path) => call("GET", path),
    close: () => {
      child.removeAllListeners("exit");
      child.kill();
    },
  };
}
