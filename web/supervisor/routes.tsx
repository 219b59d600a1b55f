// Places of this portal.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { AuditPage } from './audit-page.tsx';
import { BoardPage } from './board-page.tsx';
import { supervisorWords } from './words.ts';

addWords('supervisor', supervisorWords);
export const routes = { [PATHS.supervisor]: BoardPage, [PATHS.audit]: AuditPage };
