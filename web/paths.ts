// Every place of the pages. A snapshot test keeps them: they stand in letters, on slips and in people's bookmarks.
const at = (text: string) => encodeURIComponent(text);

export const PATHS = {
  home: '/',
  signedOut: '/signed-out',
  sessions: '/me/sessions',
  authorisations: '/me/authorisations',
  // applicant
  matter: '/matters/:matter',
  apply: '/matters/:matter/apply',
  cases: '/cases',
  case: '/cases/:no',
  certificate: '/verify/:number',
  // officer
  inbox: '/work',
  task: '/work/:id',
  department: '/department',
  // window, administrator, supervisor
  window: '/window',
  admin: '/admin',
  adminCalendars: '/admin/calendars',
  adminOrganisations: '/admin/organisations',
  adminIncidents: '/admin/incidents',
  supervisor: '/supervision',
  audit: '/supervision/cases/:no',
} as const;

export const toMatter = (matter: string) => `/matters/${at(matter)}`;
export const toApply = (matter: string) => `/matters/${at(matter)}/apply`;
export const toCase = (no: string) => `/cases/${at(no)}`;
export const toTask = (id: string) => `/work/${at(id)}`;
export const toWindowCase = (no: string) => `/window?case=${at(no)}`;
export const toCertificate = (number: string) => `/verify/${at(number)}`;
export const toAudit = (no: string) => `/supervision/cases/${at(no)}`;
export const toSignIn = (place: string) => `/sign-in?returnTo=${at(place)}`;
