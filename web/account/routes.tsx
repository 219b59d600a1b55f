// Places about the person's own sign-ins.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { SessionsPage } from './sessions-page.tsx';
import { SignedOutPage } from './signed-out-page.tsx';
import { accountWords } from './words.ts';

addWords('account', accountWords);
export const routes = { [PATHS.signedOut]: SignedOutPage, [PATHS.sessions]: SessionsPage };
