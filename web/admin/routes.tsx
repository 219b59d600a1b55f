// Places of this portal.
import { Nothing } from '../parts/states.tsx';
import { PATHS } from '../paths.ts';

export const routes = { [PATHS.admin]: Nothing };
