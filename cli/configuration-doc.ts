// docs/configuration.md from config.ts: what each setting is, for which process, and what it is when left out.
import type { z } from 'zod';
import { SETTINGS } from '../config.ts';

type Process = keyof typeof SETTINGS;
interface Told {
  readonly processes: Process[];
  readonly about: string;
  readonly secret: boolean;
  readonly fallback: string;
}

function allSettings(): Map<string, Told> {
  const all = new Map<string, Told>();
  for (const process of Object.keys(SETTINGS) as Process[])
    for (const [name, schema] of Object.entries(SETTINGS[process].shape as Record<string, z.ZodType>)) {
      const known = all.get(name);
      if (known) known.processes.push(process);
      else {
        const meta = (schema.meta() ?? {}) as { description?: string; secret?: true };
        const absent = schema.safeParse(undefined);
        const fallback = absent.success ? print(absent.data) : 'required';
        all.set(name, { processes: [process], about: meta.description ?? '', secret: meta.secret === true, fallback });
      }
    }
  return all;
}
const print = (value: unknown): string => {
  if (value === undefined) return '–';
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  return text === '[]' || text === '' ? 'none' : `\`${text}\``;
};

export function configurationDoc(): string {
  const rows = [...allSettings()].map(([name, s]) => {
    const about = s.secret ? `${s.about}. **Secret**` : s.about;
    return `| \`${name}\` | ${s.processes.join(', ')} | ${s.fallback} | ${about} |`;
  });
  return `# Configuration

Made from \`config.ts\` by \`npm run docs:configuration\`; do not edit. Settings are environment variables, read once at the start; a process
that misses one names it and ends. A secret may come as a file instead: \`NAME_FILE\` holds the path of a file with the value
(compose and Kubernetes mount secrets so); setting both is refused.

| setting | for | when left out | what it is |
|---|---|---|---|
${rows.join('\n')}
`;
}
