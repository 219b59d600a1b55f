// Places of the window.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { WindowPage } from './window-page.tsx';
import { windowWords } from './words.ts';

addWords('window', windowWords);
export const routes = { [PATHS.window]: WindowPage };
