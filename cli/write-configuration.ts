import fs from 'node:fs';
import { configurationDoc } from './configuration-doc.ts';

fs.writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationDoc());
