// Bodies that a schema can not say: a whole form, a file, a calendar. All others come from the document alone.
import fs from 'node:fs';
import { fiveInParallel } from '../support/test-ledger.ts';

interface Good {
  readonly type: string;
  payload(pick: <T>(list: readonly T[]) => T): string | Buffer;
}
const json = (of: Good['payload']): Good => ({ type: 'application/json', payload: of });
const calendar = fs.readFileSync(new URL('../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const day = () => Array.from({ length: 28 }, (_, i) => String(i + 1).padStart(2, '0'));

export const GOOD_BODIES: Readonly<Record<string, Good>> = {
  'POST /api/cases': json(() => JSON.stringify(fiveInParallel())),
  'POST /api/calendar-proposals': json((pick) =>
    JSON.stringify({ source: calendar.replace(/version: .*/, `version: 2026-12-${pick(day())}`) }),
  ),
  'POST /api/organisations/imports': {
    type: 'text/csv',
    payload: () => fs.readFileSync('docs/organisations-sample.csv'),
  },
};
