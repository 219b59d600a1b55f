// Places of the applicant's portal.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { CataloguePage } from './catalogue-page.tsx';
import { applicantWords } from './words.ts';

addWords('applicant', applicantWords);
export const routes = { [PATHS.home]: CataloguePage };
