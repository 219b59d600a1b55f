/** The first and the last character only; of two, the first, since both would be the whole name. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return '*'.repeat(characters.length);
  const last = characters.length === 2 ? '*' : characters.at(-1)!;
  return characters[0]! + '*'.repeat(characters.length - 2) + last;
}
