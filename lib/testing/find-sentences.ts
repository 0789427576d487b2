/**
 * English in code: string and template literals that read like a sentence, with two or more spaces between words or
 * figures. A key put together from parts ("due 0 9 * * * UTC") has at most one word of its own and is none. What a
 * RangeError says is for us: it is thrown for our own mistakes and shown to nobody.
 */
import { withoutComments } from "./read-imports";

const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
const OWN_MISTAKE = /new RangeError\(\s*$/;

export function findSentences(source: string): string[] {
  const code = withoutComments(source);
  return [...code.matchAll(LITERAL)].flatMap(({ 0: literal, index }) =>
    isSentence(literal.slice(1, -1)) && !OWN_MISTAKE.test(code.slice(0, index)) ? [literal] : [],
  );
}

function isSentence(text: string): boolean {
  const filled = text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "7");
  const gaps = filled.match(/(?<=[\p{L}\d,.;:!?)]) +(?=[\p{L}\d("])/gu) ?? [];
  const words = filled.match(/\p{L}{2,}/gu) ?? [];
  return gaps.length >= 2 && words.length >= 2;
}
