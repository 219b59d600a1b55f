// Places of administrators.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { AdminPage } from './admin-page.tsx';
import { adminWords } from './words.ts';

addWords('admin', adminWords);
export const routes = { [PATHS.admin]: AdminPage };
