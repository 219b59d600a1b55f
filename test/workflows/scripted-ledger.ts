// A ledger that says what a test wants it to say, for the conductor's own logic: backoff, branches, timers. What a case is and does
// is tested on the real one.
import type { Dispatch } from '../../core/engine/agenda.ts';
import type { Conducted, Ledger } from '../../ledger/ledger.ts';

export type Script = (look: number) => Partial<Conducted> | Error;

export interface ScriptedLedger extends Ledger {
  /** Everything the conductor and its activities asked, in order: [method, …arguments after the case number]. */
  readonly calls: unknown[][];
  count(method: string): number;
  /** What `report` and `answer` meet, call by call; nothing = they succeed. */
  readonly refusals: Error[];
  script: Script;
}

export const idle: Partial<Conducted> = { idle: true };
export const request = (item = 'bank-account', system = 'bank'): Dispatch => ({
  id: `${item}/1`,
  dispatchId: `${item}/1`,
  item,
  kind: 'request',
  system,
  until: 0,
});
export const dispatching = (dispatch: Dispatch, leftMs = 3_600_000): Partial<Conducted> => ({
  dispatch: [dispatch],
  leftMs: { [dispatch.id]: leftMs },
});

export function createScriptedLedger(script: Script): ScriptedLedger {
  const calls: unknown[][] = [];
  let looks = 0;
  const applied = { caseNo: '', matter: '', seq: 1, repeated: false, wake: false };
  const refusals: Error[] = [];
  const meet = () => {
    const refusal = refusals.shift();
    if (refusal) throw refusal;
  };
  const note = (...call: unknown[]) => calls.push(call);
  const unused = () => Promise.reject(new Error('not part of this test'));
  const ledger: ScriptedLedger = {
    calls,
    refusals,
    script,
    count: (method) => calls.filter(([m]) => m === method).length,
    advance: (caseNo) => {
      note('advance');
      looks += 1;
      const answer = ledger.script(looks);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ due: [], dispatch: [], leftMs: {}, waitsFor: [], idle: false, ...answer, caseNo });
    },
    report: async (_, command) => {
      note('report', command);
      meet();
      return applied;
    },
    answer: async (_, ...rest) => {
      note('answer', ...rest);
      meet();
      return { ...applied, disposition: 'applied' };
    },
    reportConductFailure: async (_, ...rest) => void note('reportConductFailure', ...rest),
    getDispatchContent: async (caseNo, dispatchId) => {
      note('getDispatchContent', dispatchId);
      const item = dispatchId.split('/')[0]!;
      return {
        caseNo,
        matter: 'company-set-up',
        item,
        dispatchId,
        system: 'bank',
        until: '2025-03-05T16:00:00.000Z',
        form: { companyName: 'FORM-CANARY' },
        outputs: { registration: { creditCode: 'OUTPUT-CANARY' } },
      };
    },
    submit: unused,
    apply: unused,
    registerPerson: unused,
    claim: unused,
    release: unused,
    review: unused,
    addParty: unused,
    endParty: unused,
    proposeCalendar: unused,
    decideCalendar: unused,
    proposeDefinition: unused,
    decideDefinition: unused,
    listRollouts: async () => [],
    rolloutStep: unused,
    grantAuthorisation: unused,
    revokeAuthorisation: unused,
    organisations: {
      propose: unused,
      proposeTable: unused,
      checkTable: unused,
      approve: unused,
      reject: unused,
      withdraw: unused,
    },
    incidents: { retry: unused, resolve: unused },
    sweep: unused,
    passTime: unused,
  };
  return ledger;
}
