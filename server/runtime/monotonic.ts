/**
 * Milliseconds on a clock that nobody sets: what durations, deadlines and leases are measured with. The wall clock says
 * when something happened; set back an hour it must not make a wait an hour longer, set forward it must not end one.
 */
export const monotonicNow = (): number => performance.now();
