/**
 * JSON text to a value, or where it breaks: line and column, and what was expected. The platform's own messages name
 * an offset in messages that differ between engines, so the text is read again by hand when it fails.
 *
 * Text nested deeper than DEPTH_MAX is refused before either reads it: what walks the value later calls itself once a
 * level, and a hundred thousand brackets would overflow its stack.
 */
export type JsonVerdict = { ok: true; value: unknown } | { ok: false; line: number; column: number; message: string };

/** No policy comes near it. */
export const DEPTH_MAX = 100;

export function parseJson(marked: string): JsonVerdict {
  // Editors of Windows put a byte order mark before the text.
  const text = marked.replace(/^\ufeff/, "");
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) {
    const message = `Brackets are nested more than ${DEPTH_MAX} deep. No policy needs that.`;
    return { ok: false, ...placeOf(text, tooDeep), message };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const { offset, message } = firstFault(text);
    return { ok: false, ...placeOf(text, offset), message };
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Offset of the bracket that opens one level too many; those inside texts do not count. */
function firstTooDeep(text: string): number | null {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (isInText) {
      if (character === "\\") at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > DEPTH_MAX) return at;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return null;
}

interface Fault {
  offset: number;
  message: string;
}

/** A recursive descent over the grammar that stops at the first character that cannot be. */
function firstFault(text: string): Fault {
  let at = 0;
  const fault = (message: string): never => {
    throw { offset: Math.min(at, text.length), message } satisfies Fault;
  };
  const skip = () => {
    while (at < text.length && " \t\n\r".includes(text[at]!)) at += 1;
  };
  const found = () => (at >= text.length ? "the end of the text" : `"${text[at]}"`);
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids raw control characters in strings.
  const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return false;
    at += match[0].length;
    return true;
  };
  const list = (close: string, item: () => void) => {
    at += 1;
    skip();
    if (text[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      item();
      skip();
      if (text[at] === close) {
        at += 1;
        return;
      }
      if (text[at] !== ",") fault(`Expected "," or "${close}", found ${found()}.`);
      at += 1;
      skip();
      if (text[at] === close) fault(`A comma before "${close}" is one too many.`);
    }
  };
  const value = (): void => {
    skip();
    if (text[at] === "{") {
      list("}", () => {
        skip();
        if (!take(string)) fault(`Expected a field name in double quotes, found ${found()}.`);
        skip();
        if (text[at] !== ":") fault(`Expected ":" after the field name, found ${found()}.`);
        at += 1;
        value();
      });
    } else if (text[at] === "[") list("]", value);
    else if (text[at] === '"') {
      if (!take(string)) fault("This text has no closing quote, or a character that must be escaped.");
    } else if (!take(literal)) fault(`Expected a value, found ${found()}.`);
  };
  try {
    value();
    skip();
    if (at < text.length) fault(`Expected the end of the text, found ${found()}.`);
  } catch (error) {
    if (typeof error === "object" && error !== null && "offset" in error && "message" in error) return error as Fault;
    throw error;
  }
  return { offset: 0, message: "This is not JSON." };
}
