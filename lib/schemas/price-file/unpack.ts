/** Unpacks until a bound: a megabyte can say that it is a terabyte, and be one. */
export async function inflate(
  format: "gzip" | "deflate-raw",
  packed: Uint8Array,
  bytesMax: number,
): Promise<Uint8Array | "damaged" | "too-large"> {
  const source = new Blob([new Uint8Array(packed)]).stream();
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > bytesMax) {
        await reader.cancel();
        return "too-large";
      }
      chunks.push(value);
    }
  } catch {
    return "damaged";
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
