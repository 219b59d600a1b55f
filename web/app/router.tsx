// Which portal a place belongs to; each is loaded when somebody first goes there.
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Fault } from './fault.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { Loading } from '../parts/states.tsx';
import { PATHS } from '../paths.ts';

/** A portal's places, as its routes.tsx names them. */
const lazily = (
  path: string,
  load: () => Promise<{ readonly routes: Readonly<Record<string, RouteObject['Component']>> }>,
): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).routes[path]! }),
});
const applicant = () => import('../applicant/routes.tsx');
const follow = () => import('../follow/routes.tsx');
const officer = () => import('../officer/routes.tsx');
const window = () => import('../window/routes.tsx');
const admin = () => import('../admin/routes.tsx');
const supervisor = () => import('../supervisor/routes.tsx');
const account = () => import('../account/routes.tsx');

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: Fault,
    HydrateFallback: Loading,
    children: [
      {
        ErrorBoundary: Fault,
        children: [
          ...[PATHS.home, PATHS.matter, PATHS.apply].map((p) => lazily(p, applicant)),
          ...[PATHS.cases, PATHS.case, PATHS.certificate].map((p) => lazily(p, follow)),
          ...[PATHS.inbox, PATHS.task, PATHS.department].map((p) => lazily(p, officer)),
          lazily(PATHS.window, window),
          ...[PATHS.admin, PATHS.adminCalendars, PATHS.adminOrganisations, PATHS.adminIncidents].map((p) =>
            lazily(p, admin),
          ),
          ...[PATHS.supervisor, PATHS.audit].map((p) => lazily(p, supervisor)),
          ...[PATHS.signedOut, PATHS.sessions, PATHS.authorisations].map((p) => lazily(p, account)),
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
