import { advance, passTime, report, reportConductFailure } from './advance.ts';
import { answer } from './answer.ts';
import { apply } from './apply.ts';
import { listUnfinishedRollouts } from '../db/calendars.ts';
import { databaseClock } from './clock.ts';
import { decideDefinition, proposeDefinition } from './definitions.ts';
import type { LedgerDeps } from './deps.ts';
import { getDispatchContent } from './dispatch-content.ts';
import { grantAuthorisation, revokeAuthorisation } from './authorisations.ts';
import { decideCalendar, proposeCalendar, rolloutStep } from './calendars.ts';
import { claim, release, review } from './distribute.ts';
import { noFailpoints } from './failpoints.ts';
import { createIncidents } from './incidents.ts';
import type { Ledger } from './ledger.ts';
import { observed, type ObserveLedger } from './observe.ts';
import { createOrganisations } from './organisations.ts';
import { addParty, endParty } from './parties.ts';
import { registerPerson } from './people.ts';
import { createRuleBook } from './rules.ts';
import { submit } from './submit.ts';
import { sweep } from './sweep.ts';

/** The ledger over a pool. The clock is the database's unless a test gives its own. */
export function createLedger(
  given: Pick<LedgerDeps, 'pool' | 'vault'> &
    Partial<Pick<LedgerDeps, 'clock' | 'failpoints' | 'book'>> & { readonly observe?: ObserveLedger },
): Ledger {
  const { observe } = given;
  const deps: LedgerDeps = { clock: databaseClock, failpoints: noFailpoints, book: createRuleBook(), ...given };
  const ledger: Ledger = {
    submit: (request, submission) => submit(deps, request, submission),
    apply: (caseNo, request, intent) => apply(deps, caseNo, request, intent),
    claim: (caseNo, item, request) => claim(deps, caseNo, item, request),
    release: (caseNo, item, request) => release(deps, caseNo, item, request),
    review: (caseNo, item, request, given) => review(deps, caseNo, item, request, given),
    addParty: (caseNo, request, party) => addParty(deps, caseNo, request, party),
    endParty: (caseNo, request, party) => endParty(deps, caseNo, request, party),
    registerPerson: (request, person) => registerPerson(deps, request, person),
    proposeCalendar: (request, calendar, source) => proposeCalendar(deps, request, calendar, source),
    decideCalendar: (request, id, outcome) => decideCalendar(deps, request, id, outcome),
    proposeDefinition: (request, compiled) => proposeDefinition(deps, request, compiled),
    decideDefinition: (request, id, outcome) => decideDefinition(deps, request, id, outcome),
    listRollouts: () => listUnfinishedRollouts(deps.pool),
    rolloutStep: (hash, after, limit) => rolloutStep(deps, hash, after, limit),
    grantAuthorisation: (request, wanted) => grantAuthorisation(deps, request, wanted),
    revokeAuthorisation: (request, id) => revokeAuthorisation(deps, request, id),
    organisations: createOrganisations(deps),
    incidents: createIncidents(deps),
    answer: (caseNo, dispatchId, system, given) => answer(deps, caseNo, dispatchId, system, given),
    advance: (caseNo) => advance(deps, caseNo),
    report: (caseNo, command) => report(deps, caseNo, command),
    getDispatchContent: (caseNo, dispatchId) => getDispatchContent(deps, caseNo, dispatchId),
    reportConductFailure: (caseNo, code, retryInMs) => reportConductFailure(deps, caseNo, code, retryInMs),
    sweep: (options) => sweep(deps, options),
    passTime: (caseNo) => passTime(deps, caseNo),
  };
  return observe ? observed(ledger, observe) : ledger;
}
