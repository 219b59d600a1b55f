// Places of this portal.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { BoardPage } from './board-page.tsx';
import { supervisorWords } from './words.ts';

addWords('supervisor', supervisorWords);
export const routes = { [PATHS.supervisor]: BoardPage };
