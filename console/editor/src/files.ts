// What is said of a file before and after it is uploaded.

const UNITS = ["bytes", "KiB", "MiB", "GiB"];

/** Say a size in the unit that leaves a number people can read. */
export function sized(bytes: number): string {
  const at = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const number = bytes / 1024 ** at;
  return `${Number(number.toFixed(at === 0 ? 0 : 1))} ${UNITS[at]}`;
}

/** Say why a file cannot be uploaded, undefined where it can. */
export function tooLarge(file: { name: string; size: number }, most: number): string | undefined {
  if (file.size <= most) return undefined;
  return `${file.name} has ${sized(file.size)}; a file may have at most ${sized(most)}.`;
}
