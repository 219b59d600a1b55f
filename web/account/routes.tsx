// Places about the person himself: his sign-ins, who acts for whom.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { AuthorisationsPage } from './authorisations-page.tsx';
import { SessionsPage } from './sessions-page.tsx';
import { SignedOutPage } from './signed-out-page.tsx';
import { accountWords } from './words.ts';

addWords('account', accountWords);
export const routes = {
  [PATHS.signedOut]: SignedOutPage,
  [PATHS.sessions]: SessionsPage,
  [PATHS.authorisations]: AuthorisationsPage,
};
