// Places of the officers.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { DepartmentPage } from './department-page.tsx';
import { InboxPage } from './inbox-page.tsx';
import { TaskPage } from './task-page.tsx';
import { officerWords } from './words.ts';

addWords('officer', officerWords);
export const routes = { [PATHS.inbox]: InboxPage, [PATHS.task]: TaskPage, [PATHS.department]: DepartmentPage };
