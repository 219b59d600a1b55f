// Places of administrators.
import { addWords } from '../app/words.ts';
import { PATHS } from '../paths.ts';
import { framed } from './admin-frame.tsx';
import { AdminPage } from './admin-page.tsx';
import { CalendarsPage } from './calendars/calendars-page.tsx';
import { calendarWords } from './calendars/words.ts';
import { OperationsPage } from './operations/operations-page.tsx';
import { operationWords } from './operations/words.ts';
import { OrganisationsPage } from './organisations/organisations-page.tsx';
import { organisationWords } from './organisations/words.ts';
import { adminWords } from './words.ts';

addWords('admin', adminWords);
addWords('calendars', calendarWords);
addWords('organisations', organisationWords);
addWords('operations', operationWords);
export const routes = {
  [PATHS.admin]: framed(AdminPage),
  [PATHS.adminCalendars]: framed(CalendarsPage),
  [PATHS.adminOrganisations]: framed(OrganisationsPage),
  [PATHS.adminIncidents]: framed(OperationsPage),
};
