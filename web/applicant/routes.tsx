// Places of the applicant's portal.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { ApplyPage } from './apply-page.tsx';
import { CataloguePage } from './catalogue-page.tsx';
import { MatterPage } from './matter-page.tsx';
import { applicantWords } from './words.ts';
import './applicant.css';

addWords('applicant', applicantWords);
export const routes = { [PATHS.home]: CataloguePage, [PATHS.matter]: MatterPage, [PATHS.apply]: ApplyPage };
