// Places of those who follow a case.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { CasePage } from './case-page.tsx';
import { CasesPage } from './cases-page.tsx';
import { VerificationPage } from './verification-page.tsx';
import { followWords } from './words.ts';

addWords('follow', followWords);
export const routes = { [PATHS.cases]: CasesPage, [PATHS.case]: CasePage, [PATHS.certificate]: VerificationPage };
