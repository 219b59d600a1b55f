// docs/problems.md from the registry of refusals. `npm run docs:problems` writes it; a test fails when the file differs.
import { PROBLEMS, type ProblemCode } from '../core/errors.ts';
import { statusOf } from './plugins/problems.ts';

export function problemsMarkdown(): string {
  const rows = (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => {
    const { zh, en } = PROBLEMS[code].title;
    return `| \`${code}\` | ${statusOf(code)} | ${zh} | ${en} |`;
  });
  return `# Problems

Generated from \`core/errors.ts\` by \`npm run docs:problems\`; do not edit.

Every refusal is an RFC 9457 answer (\`application/problem+json\`): \`type\` is \`/problems/<code>\`, \`title\` is in the language of
\`Accept-Language\` (Chinese first), \`titles\` holds both, \`detail\` says what happened and what to do, \`faults\` lists every fault with its
JSON pointer, \`params\` holds facts about the refusal (when, by which post), \`instance\` is the request id. A code is permanent.

| code | status | 中文 | English |
|---|---|---|---|
${rows.join('\n')}
`;
}
