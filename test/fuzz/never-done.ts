// Operations that the fuzzer never does with success, each with the reason.
const SIGNED =
  'its address is told, and its message signed, by the conductor alone: test/api/callbacks.test.ts plays it';
export const NEVER_DONE: Readonly<Record<string, string>> = {
  'POST /api/sign-out/backchannel': 'its token is signed by the issuer alone: test/api/sessions.test.ts plays it',
  'POST /api/callbacks/{dispatchId}': SIGNED,
  'GET /api/dispatches/{dispatchId}': SIGNED,
  'POST /api/dispatches/{dispatchId}/answer': SIGNED,
  'POST /api/cases/{no}/receipt':
    'no list tells a clerk a case that waits for its papers: test/api/window.test.ts plays it',
};

/** Done once with success, nobody could do anything more: test/api/sessions.test.ts does them. */
export const ENDS_SESSIONS: readonly string[] = [
  'POST /api/me/sign-out',
  'POST /api/me/sign-out-everywhere',
  'POST /api/people/{id}/sign-out',
];
