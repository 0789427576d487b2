/**
 * What a password must be; the same judge in the form and on the server. Length is what makes one strong, so nothing
 * is said about digits or signs: 12 characters, not the address, not one of the few that everybody tries first.
 * No schema library in here, so that the pages before sign-in stay light.
 */
export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

/** Twelve or more characters, and still among the first that are tried. Compared without case and spaces. */
const COMMON_PASSWORDS = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "1234567890123456",
  "012345678901",
  "098765432109",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "passw0rdpassw0rd",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyuiopas",
  "qwertyuiop[]",
  "qwerty123456",
  "qwertyqwerty",
  "asdfghjkl123",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "1qaz2wsx3edc4rfv",
  "abcdefghijkl",
  "abcd12345678",
  "abc123456789",
  "letmeinletmein",
  "iloveyou1234",
  "iloveyouiloveyou",
  "adminadminadmin",
  "administrator",
  "changemechangeme",
  "welcome12345",
  "trustno1trustno1",
  "correcthorsebatterystaple",
  "bitcoinbitcoin",
  "tothemoontothemoon",
  "evenkeelevenkeel",
]);

/** Why this password cannot be used, as a sentence; null when it can. */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length < PASSWORD_LENGTH_MIN)
    return `Use at least ${PASSWORD_LENGTH_MIN} characters; a short sentence is easy to remember.`;
  if (password.length > PASSWORD_LENGTH_MAX) return `Use at most ${PASSWORD_LENGTH_MAX} characters.`;
  const plain = password.toLowerCase().replace(/\s/g, "");
  const address = email.trim().toLowerCase();
  const mailbox = address.split("@")[0] ?? "";
  if (address !== "" && (plain === address || (mailbox.length > 2 && plain.replaceAll(mailbox, "").length < 5)))
    return "The password is made of your e-mail address. Choose another.";
  if (new Set(plain).size < 4) return "The password repeats the same few characters. Choose another.";
  if (COMMON_PASSWORDS.has(plain)) return "This password is among the first that are tried. Choose another.";
  return null;
}
