import fs from 'node:fs';
import { problemsMarkdown } from '../api/problems-doc.ts';

fs.writeFileSync(new URL('../docs/problems.md', import.meta.url), problemsMarkdown());
