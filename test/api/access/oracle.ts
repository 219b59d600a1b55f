// Who may call what, written apart: from the law and the words of the project, never from core/access.ts. A row an operation.
// Everybody not named is refused: nobody signed in 401, a stranger to the thing 404, who knows of it 403 (of what is no case: 403).

/** Callers in groups; `callers.ts` says who they are. */
const PRINCIPALS = 'applicant representative';
const HANDLERS = 'reviewer decider head substitute';
const SEE_CASE = `${PRINCIPALS} agent agentReads coApplicant helper interested ${HANDLERS} otherItem supervisingOrgan coordinator leadHead clerk bringer supervisor governmentHead auditor`;
const SEE_RESULTS = `${PRINCIPALS} agent agentCollects coApplicant ${HANDLERS} otherItem supervisingOrgan coordinator leadHead clerk bringer supervisor governmentHead auditor`;
const SEE_RECEIPT_SLIP = `${PRINCIPALS} agent agentReads agentCollects coordinator leadHead clerk bringer auditor`;

const HAS_INBOX = `${HANDLERS} otherItem otherDepartment leadHead governmentHead supervisingOrgan clerk bringer clerkElsewhere partyOfficer`;
/** Each of his own: test/api/supervision.test.ts. */
const SUPERVISE =
  'head coordinator leadHead governmentHead coordinatorElsewhere supervisor supervisorElsewhere auditor';

export interface Row {
  /** `public`: no sign-in. `anybody`: all who are signed in. `post`: of no case, refused with 403. `case`, `task`: hidden from strangers. */
  readonly of: 'public' | 'anybody' | 'post' | 'case' | 'task' | 'hidden';
  readonly may?: string;
  /** By a post alone: a party to the case is told to stand aside, also where he only looks. */
  readonly aside?: true;
  /** Who knows of the thing, where that is not who knows of the case. */
  readonly knows?: string;
  readonly only?: readonly string[];
}
const open: Row = { of: 'public' };
const anybody: Row = { of: 'anybody' };
const post = (may: string): Row => ({ of: 'post', may });
const ofCase = (may: string): Row => ({ of: 'case', may });
const ofTask = (may: string): Row => ({ of: 'task', may });
/** Of an id that only its owner knows: whoever else asks is told there is none. */
const hidden: Row = { of: 'hidden' };

export const ORACLE: Readonly<Record<string, Row>> = {
  'GET /api/matters': open,
  'GET /api/matters/{matter}': open,
  'GET /api/matters/{matter}/form': open,
  'POST /api/matters/{matter}/guide': open,
  'POST /api/matters/{matter}/check': open,
  'GET /api/certificates/keys': open,
  'GET /api/certificates/{number}/verification': open,
  'POST /api/callbacks/{dispatchId}': open,
  'GET /api/me': anybody,
  'GET /api/me/parties': anybody,
  'GET /api/session': anybody,
  'GET /api/me/sessions': anybody,
  'POST /api/me/sessions/{id}/end': hidden,
  'GET /api/cases': anybody,
  'POST /api/cases': anybody,
  'POST /api/materials': anybody,
  'GET /api/authorisations': anybody,
  'POST /api/authorisations': anybody,
  'GET /api/organisations': anybody,
  'GET /api/organisations/{id}': anybody,
  'GET /api/calendars': anybody,
  'GET /api/calendars/{id}/{version}': anybody,
  'GET /api/cases/{no}': ofCase(SEE_CASE),
  'GET /api/cases/{no}/timeline': ofCase(SEE_CASE),
  'GET /api/cases/{no}/clock': ofCase(SEE_CASE),
  'GET /api/cases/{no}/results': ofCase(SEE_RESULTS),
  'GET /api/cases/{no}/corrections': ofCase(SEE_RESULTS),
  'GET /api/cases/{no}/parties': { ...ofCase(`${PRINCIPALS} ${HANDLERS} otherItem`), aside: true },
  'GET /api/cases/{no}/access-log': ofCase(`${PRINCIPALS} auditor`),
  'GET /api/cases/{no}/audit': ofCase('supervisor auditor'),
  'GET /api/cases/{no}/audit/verification': ofCase('supervisor auditor'),
  'POST /api/cases/{no}/receipt': ofCase('clerk'),
  'POST /api/cases/{no}/supplements': ofCase(`${PRINCIPALS} agent clerk bringer`),
  'POST /api/cases/{no}/corrections': ofCase(`${PRINCIPALS} agent clerk bringer`),
  // of a paper that the item reads: nobody of another item
  'POST /api/cases/{no}/materials/{material}/original': { ...ofCase(`${HANDLERS} clerk bringer`), aside: true },
  'POST /api/cases/{no}/materials/{material}/original/return': { ...ofCase(`${HANDLERS} clerk bringer`), aside: true },
  'POST /api/cases/{no}/withdrawal': ofCase(`${PRINCIPALS} agent`),
  'POST /api/cases/{no}/hearing': ofCase(`${PRINCIPALS} agent`), // giving it up; to ask for it: also who is concerned
  'POST /api/cases/{no}/commitment-withdrawal': ofCase(`${PRINCIPALS} agent`),
  'POST /api/cases/{no}/after-checks': ofCase('decider head substitute supervisingOrgan'),
  'POST /api/cases/{no}/stages/{stage}/extension': ofCase('coordinator leadHead'),
  'POST /api/cases/{no}/stages/{stage}/extension/decision': ofCase('governmentHead'),
  'POST /api/cases/{no}/parties': ofCase(PRINCIPALS),
  'POST /api/cases/{no}/parties/end': ofCase(`${PRINCIPALS} helper`), // the helper himself: he leaves
  'GET /api/tasks': post(HAS_INBOX),
  'GET /api/tasks/counts': post(HAS_INBOX),
  'POST /api/tasks/claim': post(HAS_INBOX), // then each task by itself
  'GET /api/me/stream': post(HAS_INBOX),
  'GET /api/me/filters': anybody,
  'POST /api/me/filters': anybody,
  'GET /api/me/drafts/{matter}': anybody,
  'POST /api/me/drafts/{matter}': anybody,
  'GET /api/tasks/{id}': ofTask(HANDLERS),
  'POST /api/tasks/{id}/claim': ofTask(HANDLERS),
  'POST /api/tasks/{id}/release': ofTask(HANDLERS),
  'POST /api/tasks/{id}/acceptance': ofTask(HANDLERS),
  'POST /api/tasks/{id}/review': ofTask(HANDLERS),
  'POST /api/tasks/{id}/correction': ofTask(HANDLERS),
  'POST /api/tasks/{id}/decision': ofTask('decider head substitute'),
  'POST /api/tasks/{id}/hearing-notice': ofTask('decider head substitute'),
  'POST /api/tasks/{id}/special-procedure': ofTask('decider head substitute'),
  'POST /api/tasks/{id}/special-procedure/end': ofTask('decider head substitute'),
  'POST /api/tasks/{id}/extension': ofTask(HANDLERS),
  'POST /api/tasks/{id}/extension/decision': ofTask('head'),
  'GET /api/notices': post(
    `${HANDLERS} partyOfficer otherItem otherDepartment supervisingOrgan coordinator leadHead governmentHead coordinatorElsewhere supervisor supervisorElsewhere`,
  ),
  'POST /api/notices/{id}/answer': hidden,
  'GET /api/supervision/clocks': post(SUPERVISE),
  'GET /api/supervision/counts': post(SUPERVISE),
  'GET /api/supervision/durations': post(SUPERVISE),
  'GET /api/supervision/durations/tasks': post(SUPERVISE),
  'GET /api/window/cases': post('clerk bringer clerkElsewhere'), // each of his own: test/api/window-cases.test.ts
  'POST /api/people': post('clerk bringer clerkElsewhere'),
  'POST /api/people/search': post('clerk bringer clerkElsewhere'),
  'POST /api/people/{id}/sign-out': post('operator'),
  'POST /api/sign-out/backchannel': open,
  'GET /api/cases/{no}/instruments': { ...ofCase(`${SEE_RECEIPT_SLIP} ${HANDLERS} otherItem`), aside: true },
  // the receipt slip, which is the lead's
  'GET /api/instruments/{number}': ofCase(SEE_RECEIPT_SLIP),
  'POST /api/instruments/{number}/service': { ...ofCase('leadHead clerk bringer'), knows: SEE_RECEIPT_SLIP },
  'GET /api/materials/{id}': hidden,
  'GET /api/certificates/{number}': hidden,
  'GET /api/certificates/{number}/pdf': hidden,
  'POST /api/authorisations/{id}/revocation': hidden,
  'GET /api/dispatches/{dispatchId}': hidden,
  'POST /api/dispatches/{dispatchId}/answer': hidden,
  'GET /api/audit/refused-tries': post('auditor'),
  'GET /api/health': post('operator'),
  'GET /api/incidents': post('operator'),
  'GET /api/incidents/{id}': post('operator'),
  'POST /api/incidents/{id}/retry': post('operator'),
  'POST /api/incidents/{id}/resolve': post('operator'),
  'GET /api/calendar-proposals': post('author publisher'),
  'POST /api/calendar-proposals': post('author publisher'),
  'GET /api/calendar-proposals/{id}': post('author publisher'),
  'GET /api/calendar-proposals/{id}/effect': post('author publisher'),
  'POST /api/calendar-proposals/{id}/publication': post('publisher'),
  'POST /api/calendar-proposals/{id}/rejection': post('publisher'),
  'GET /api/definitions': post('author publisher auditor'),
  'GET /api/definitions/schema': post('author publisher auditor'),
  'GET /api/definitions/{matter}/versions/{version}': post('author publisher auditor'),
  'POST /api/definitions/checks': post('author publisher auditor'),
  'POST /api/definitions/scenarios': post('author publisher auditor'),
  'GET /api/definition-proposals': post('author publisher auditor'),
  'GET /api/definition-proposals/{id}': post('author publisher auditor'),
  'POST /api/definition-proposals': post('author'),
  'POST /api/definition-proposals/{id}/publication': post('publisher'),
  'POST /api/definition-proposals/{id}/rejection': post('publisher'),
  'GET /api/organisations/{id}/history': post('registrar auditor'),
  'POST /api/organisations/imports': post('registrar'),
  'GET /api/organisation-changes': post('registrar auditor'),
  'GET /api/organisation-changes/{id}': post('registrar auditor'),
  'POST /api/organisation-changes': post('registrar'),
  'POST /api/organisation-changes/{id}/approval': post('registrar'),
  'POST /api/organisation-changes/{id}/rejection': post('registrar'),
  'POST /api/organisation-changes/{id}/withdrawal': post('registrar'),
  // last, since they end a caller's session: each is tried by one caller alone
  'POST /api/me/sign-out': { ...anybody, only: ['nobody', 'agentEnded'] },
  'POST /api/me/sign-out-everywhere': { ...anybody, only: ['nobody', 'future'] },
};
/** Who knows of the case: a change he may not make is 403 for him, 404 for the others. */
export const KNOWS = SEE_CASE.split(' ');
/** An officer who is a party stands aside: 403 own-case, whatever he tries with the task. */
export const ASIDE = 'partyOfficer';
/** Who handled it once is told that the post is his no more. */
export const ONCE = ['former', 'substituteOver'];
