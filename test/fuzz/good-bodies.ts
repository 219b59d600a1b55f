// Bodies that a schema can not say: a whole form, a file, a calendar. All others come from the document alone.
import fs from 'node:fs';
import { fiveInParallel } from '../support/test-ledger.ts';
import { PNG } from '../support/upload-picture.ts';
import { LICENSED } from './stage.ts';

type Pick = <T>(list: readonly T[]) => T;
interface Good {
  readonly type: string;
  /** Instead of what the schema would draw. */
  readonly query?: string;
  payload(pick: Pick): string | Buffer;
}
const json = (of: Good['payload']): Good => ({ type: 'application/json', payload: of });
const calendar = fs.readFileSync(new URL('../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const fiveParallel = fs.readFileSync(new URL('../../definitions/five-in-parallel.yaml', import.meta.url), 'utf8');
const definitionOf = (version: string) => fiveParallel.replace(/^version: .*$/m, `version: ${version}`);
const BOUNDARY = 'fuzz-boundary';
const PART = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`;
const PEOPLE = ['li-na', 'sun-hui', 'zhou-min', 'wu-qiang'];
const DECLINED = { outcome: 'decline', reason: '不符合条件', legalBasis: '某条例第一条' };
const party = (pick: Pick) => ({ kind: pick(['helper', 'co-applicant', 'interested-party']), personId: pick(PEOPLE) });
const day = () => Array.from({ length: 28 }, (_, i) => String(i + 1).padStart(2, '0'));

export const GOOD_BODIES: Readonly<Record<string, Good>> = {
  'POST /api/cases': json((pick) =>
    JSON.stringify({ ...fiveInParallel(), matter: pick(['five-in-parallel', LICENSED, LICENSED]) }),
  ),
  'POST /api/me/drafts/{matter}': json((pick) =>
    JSON.stringify({ revision: pick([0, 0, 1]), content: { form: { name: pick(['甲', '乙']) } } }),
  ),
  'POST /api/materials': {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    query: `matter=${LICENSED}&material=lease`,
    payload: () => Buffer.concat([Buffer.from(PART), PNG, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  },
  'POST /api/cases/{no}/corrections': json(() => JSON.stringify({ item: 'permit' })),
  'POST /api/cases/{no}/parties': json((pick) => JSON.stringify(party(pick))),
  'POST /api/cases/{no}/parties/end': json((pick) => JSON.stringify(party(pick))),
  'POST /api/authorisations': json((pick) =>
    JSON.stringify({ personId: pick(PEOPLE), matters: ['*'], actions: [pick(['read', 'submit'])] }),
  ),
  'POST /api/tasks/{id}/acceptance': json((pick) => JSON.stringify(pick([{ outcome: 'accept' }, DECLINED]))),
  'POST /api/tasks/{id}/correction': json(() => JSON.stringify({ document: '示补〔2026〕1号', content: '补充材料' })),
  'POST /api/tasks/{id}/special-procedure': json(() =>
    JSON.stringify({ ground: 'hearing', expected: '5wd', document: '示特〔2026〕1号' }),
  ),
  'POST /api/tasks/{id}/extension/decision': json((pick) =>
    JSON.stringify({ approve: pick([true, false]), document: '示延〔2026〕1号' }),
  ),
  'POST /api/organisation-changes': json((pick) => {
    const id = `fuzz-${pick(day())}-${pick(day())}`;
    const name = { zh: '新设机构', en: 'New' };
    const step = { type: 'createOrganisation', id, parentId: 'gov', kind: 'department', divisionCode: '310199', name };
    return JSON.stringify({ reason: '示编〔2026〕1号', steps: [step] });
  }),
  'POST /api/calendar-proposals': json((pick) =>
    JSON.stringify({ source: calendar.replace(/version: .*/, `version: 2026-12-${pick(day())}`) }),
  ),
  'POST /api/definition-proposals': json((pick) =>
    JSON.stringify({ source: definitionOf(`9.${Number(pick(day()))}.${Number(pick(day()))}`) }),
  ),
  'POST /api/definitions/checks': json(() => JSON.stringify({ source: definitionOf('9.9.9') })),
  'POST /api/definitions/scenarios': json(() => JSON.stringify({ source: definitionOf('9.9.9') })),
  'POST /api/organisations/imports': {
    type: 'text/csv',
    payload: () => fs.readFileSync('docs/organisations-sample.csv'),
  },
};
