// Who may do what to which table: written by hand, compared with the database. A new table has no line, and fails until somebody thought
// about it. s select, i insert, u update.
export const ROLES = ['lianban_api', 'lianban_worker', 'lianban_auditor'] as const;

/** api, worker, auditor */
export const EXPECTED: Readonly<Record<string, readonly [api: string, worker: string, auditor: string]>> = {
  // people, organisations, what is published: by people's requests
  organisations: ['siu', 's', ''],
  posts: ['siu', 's', ''],
  persons: ['siu', 's', ''],
  post_holdings: ['siu', 's', ''],
  subject_keys: ['siu', 's', ''],
  person_numbers: ['siu', '', ''],
  saved_filters: ['siu', '', ''],
  drafts: ['siu', '', ''],
  web_sessions: ['siu', '', ''],
  notices: ['siu', 'siu', ''],
  organisation_changes: ['siu', 's', ''],
  organisation_history: ['si', 's', ''],
  authorisations: ['siu', 's', ''],
  definitions: ['siu', 's', ''],
  definition_proposals: ['siu', '', ''],
  plans: ['si', 's', ''],
  calendars: ['si', 's', ''],
  // what people send
  submissions: ['si', 's', ''],
  materials: ['si', 's', ''],
  idempotency_keys: ['si', 's', ''],
  refused_tries: ['siu', 's', ''],
  revoked_sessions: ['si', '', ''],
  incident_handlings: ['si', 's', ''],
  // cases: begun by people, gone on with by both
  cases: ['siu', 'su', 's'],
  events: ['si', 'si', 's'],
  tasks: ['siu', 'siu', 's'],
  texts: ['si', 'si', ''],
  case_materials: ['si', 'si', ''],
  case_parties: ['siu', 'siu', ''],
  certificates: ['siu', 'siu', ''],
  clocks: ['siu', 'siu', ''],
  dispatches: ['siu', 'siu', ''],
  instruments: ['si', 'si', ''],
  services: ['si', 'si', ''],
  answers: ['si', 'si', ''],
  incidents: ['siu', 'siu', ''],
  access_log: ['si', 'si', ''],
  calendar_proposals: ['siu', 'siu', ''],
  calendar_rollouts: ['siu', 'siu', ''],
  // the worker's own
  conductor: ['s', 'siu', ''],
  // the migration tool's
  migrations: ['s', 's', ''],
};
