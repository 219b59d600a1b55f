// Cases played through the real conductor, each with what its run may cost; their histories are recorded and replayed.
import { CANARY, OFFICERS, type City } from './city.ts';
import { until } from './servers.ts';

export interface Play {
  /** Plays a case to the end of its run; answers its number. */
  play(city: City): Promise<string>;
  readonly status: { readonly outcome: string; readonly items?: Readonly<Record<string, string>> };
  /** Codes of the incidents it leaves open. */
  readonly incidents?: readonly string[];
  readonly transitions?: number;
  readonly events?: number;
  readonly bytes?: number;
}
const approved = { answerId: 'a-1', outcome: 'approved', outputs: { accountNumber: CANARY } };
const decideBank = (city: City, caseNo: string) =>
  city.decide(caseNo, OFFICERS['bank-account'], 'bank-account', { outputs: { accountNumber: CANARY } });

export const PLAYS: Readonly<Record<string, Play>> = {
  'five-in-parallel': {
    transitions: 5,
    events: 24,
    bytes: 4096,
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitFive();
      for (const l of ['a', 'b', 'c', 'd', 'e']) await city.decide(caseNo, `officer-${l}`, `item-${l}`);
      return caseNo;
    },
  },
  'company-bank-approves-at-once': {
    transitions: 9,
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 200, body: approved });
      await city.register(caseNo);
      await city.decideOthers(caseNo);
      return caseNo;
    },
  },
  'company-bank-calls-back': {
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 202 });
      await city.register(caseNo);
      await city.untilDispatch(caseNo, 'acknowledged');
      await city.decideOthers(caseNo);
      await city.callback(caseNo);
      return caseNo;
    },
  },
  'company-bank-refuses': {
    status: { outcome: 'partly-granted', items: { 'bank-account': 'refused' } },
    async play(city) {
      const body = { answerId: 'a-1', outcome: 'refused', reason: { text: CANARY }, legalBasis: CANARY };
      const caseNo = await city.submitCompany({ status: 200, body });
      await city.register(caseNo);
      await city.decideOthers(caseNo);
      return caseNo;
    },
  },
  'company-bank-fails-and-a-person-decides-meanwhile': {
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 500, body: CANARY });
      await city.register(caseNo);
      await until('a try', () => city.bank.received.some((r) => r.raw.includes(caseNo)));
      await decideBank(city, caseNo);
      city.bank.behaviour = { status: 200 };
      await city.untilDispatch(caseNo, 'recalled');
      await city.decideOthers(caseNo);
      return caseNo;
    },
  },
  'company-bank-answers-nonsense': {
    incidents: ['wrong-body'],
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 200, body: { ...approved, force: CANARY } });
      await city.register(caseNo);
      await city.untilDispatch(caseNo, 'failed');
      await city.decideOthers(caseNo);
      await decideBank(city, caseNo);
      return caseNo;
    },
  },
  'company-bank-approves-without-the-outputs': {
    incidents: ['outputs-invalid'],
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 200, body: { ...approved, outputs: { other: CANARY } } });
      await city.register(caseNo);
      await city.untilDispatch(caseNo, 'failed');
      await city.decideOthers(caseNo);
      await decideBank(city, caseNo);
      return caseNo;
    },
  },
  'company-registration-refused': {
    status: { outcome: 'refused', items: { 'bank-account': 'cancelled' } },
    async play(city) {
      const caseNo = await city.submitCompany({ status: 202 });
      await city.untilItem(caseNo, 'registration', 'received');
      const refusal = { outcome: 'refused', reason: CANARY, legalBasis: CANARY } as const;
      await city.decide(caseNo, OFFICERS.registration, 'registration', refusal);
      return caseNo;
    },
  },
  'company-withdrawn-while-the-bank-is-silent': {
    incidents: ['http-410'],
    status: { outcome: 'withdrawn', items: { registration: 'granted', 'bank-account': 'cancelled' } },
    async play(city) {
      const caseNo = await city.submitCompany('silence');
      await city.register(caseNo);
      await until('a try', () => city.bank.received.some((r) => r.raw.includes(caseNo)));
      city.bank.behaviour = { status: 410, body: CANARY };
      await city.withdraw(caseNo);
      await city.untilDispatch(caseNo, 'recall-failed');
      return caseNo;
    },
  },
  'five-with-a-threshold-that-fires': {
    status: { outcome: 'granted' },
    async play(city) {
      const caseNo = await city.submitFive();
      const { pool } = city.t.database;
      const { rows } = await pool.query<{ next_at: Date }>('select next_at from cases where case_no = $1', [caseNo]);
      city.t.clock.set(rows[0]!.next_at.getTime() - 1_000);
      city.stage.wakes.send({ caseNo, matter: 'five-in-parallel', seq: 0 }, 'test');
      await city.stage.wakes.settled();
      city.t.clock.set(rows[0]!.next_at.getTime());
      await until('the warning', async () => {
        const warned = await pool.query(`select 1 from events where case_no = $1 and type = 'warned'`, [caseNo]);
        return warned.rowCount! > 0;
      });
      for (const l of ['a', 'b', 'c', 'd', 'e']) await city.decide(caseNo, `officer-${l}`, `item-${l}`);
      return caseNo;
    },
  },
};
