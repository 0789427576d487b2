/** How exchanges refuse everybody, as they say it: what a test names in `faults {kind: {do: "trouble", as}}`. */

export interface Trouble {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

const html = { "content-type": "text/html" };
const refusal = (code: number, msg: string) => JSON.stringify({ code, msg });

export const TROUBLES = {
  /** A firewall in front of it. */
  forbidden: {
    status: 403,
    body: "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>",
    headers: html,
  },
  "rate-limited": {
    status: 429,
    body: refusal(-1003, "Too many requests; current limit is 6000 request weight per 1 MINUTE."),
    headers: { "retry-after": "5" },
  },
  banned: {
    status: 418,
    body: refusal(-1003, "Way too much request weight used; IP banned until 4102444800000."),
    headers: { "retry-after": "120" },
  },
  "blocked-region": {
    status: 451,
    body: refusal(0, "Service unavailable from a restricted location according to 'b. Eligibility' in our terms."),
  },
  maintenance: { status: 503, body: refusal(-1016, "This service is no longer available. System maintenance.") },
  malformed: { status: 200, body: '{"symbol":"BTCUSDT","price":', headers: {} },
  "key-refused": { status: 401, body: refusal(-2015, "Invalid API-key, IP, or permissions for action.") },
} as const satisfies Record<string, Trouble>;
export type TroubleName = keyof typeof TROUBLES;
