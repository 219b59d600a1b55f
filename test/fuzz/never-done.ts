// Operations that the fuzzer never does with success, each with the reason.
const SIGNED =
  'its address is told, and its message signed, by the conductor alone: test/api/callbacks.test.ts plays it';
export const NEVER_DONE: Readonly<Record<string, string>> = {
  'POST /api/sign-out/backchannel': 'its token is signed by the issuer alone: test/api/sessions.test.ts plays it',
  'POST /api/callbacks/{dispatchId}': SIGNED,
  'GET /api/dispatches/{dispatchId}': SIGNED,
  'POST /api/dispatches/{dispatchId}/answer': SIGNED,
  // chains of steps of several people that 30,000 throws of the dice did not meet; each is played where it is named
  'GET /api/certificates/{number}': 'test/api/certificates.test.ts',
  'GET /api/certificates/{number}/pdf': 'test/api/certificates.test.ts',
  'GET /api/certificates/{number}/verification': 'test/api/certificates.test.ts',
  'POST /api/cases/{no}/supplements': 'test/api/window.test.ts',
  'POST /api/cases/{no}/parties/end': 'test/api/acting-for.test.ts',
  'POST /api/me/sessions/{id}/end': 'sessions are made by signing in with a browser: test/api/web-sessions.test.ts',
  'POST /api/notices/{id}/answer': 'test/api/notices.test.ts',
  'POST /api/cases/{no}/hearing': 'test/api/procedures.test.ts',
  'POST /api/cases/{no}/commitment-withdrawal': 'test/api/procedures.test.ts',
  'POST /api/cases/{no}/after-checks': 'test/api/procedures.test.ts',
  'POST /api/cases/{no}/materials/{material}/original': 'test/api/originals.test.ts',
  'POST /api/cases/{no}/materials/{material}/original/return': 'test/api/originals.test.ts',
  'POST /api/cases/{no}/stages/{stage}/extension': 'test/api/procedures.test.ts',
  'POST /api/cases/{no}/stages/{stage}/extension/decision': 'test/api/procedures.test.ts',
  'POST /api/people': 'its number has a check digit: test/api/people.test.ts',
  'POST /api/people/search': 'test/api/people.test.ts',
  'POST /api/tasks/{id}/hearing-notice': 'test/api/procedures.test.ts',
  'POST /api/tasks/{id}/extension/decision': 'test/api/legal-clock.test.ts',
  'POST /api/incidents/{id}/retry': 'test/api/incidents.test.ts',
  'POST /api/cases/{no}/receipt':
    'no list tells a clerk a case that waits for its papers: test/api/window.test.ts plays it',
};

/** Done once with success, nobody could do anything more: test/api/sessions.test.ts does them. */
export const ENDS_SESSIONS: readonly string[] = [
  'POST /api/me/sign-out',
  'POST /api/me/sign-out-everywhere',
  'POST /api/people/{id}/sign-out',
];
