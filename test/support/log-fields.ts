// The fields of docs/logging.md, and what a log says that is not there.
import fs from 'node:fs';

const page = fs.readFileSync(new URL('../../docs/logging.md', import.meta.url), 'utf8');
/** `name:type` of every row. */
const documented = new Set([...page.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name}:${type}`));
const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);

/** Faults of a log: fields that are not on the page, or of another type, and lines that are no JSON. */
export function undocumented(log: string): string[] {
  const faults = log
    .split('\n')
    .filter((line) => line && !/^ready\b/.test(line))
    .flatMap((line) => {
      if (!line.startsWith('{')) return [`no JSON: ${line}`];
      const fields = Object.entries(JSON.parse(line) as object).map(([name, value]) => `${name}:${typeOf(value)}`);
      return fields.filter((field) => !documented.has(field));
    });
  return [...new Set(faults)];
}

/** Messages of a log, each once. */
export const messagesOf = (log: string): string[] => [
  ...new Set(log.split('\n').flatMap((line) => /"msg":"([^"]*)"/.exec(line)?.[1] ?? [])),
];
