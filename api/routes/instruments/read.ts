// Documents, for those whom core/access.ts lets read them: an officer sees those of the items his organ accepts or decides.
import { parseInstrumentNumber } from '../../../core/codes/instrument-number.ts';
import { organsOfInstrument } from '../../../core/concerned.ts';
import { getItem } from '../../../core/engine/plan.ts';
import type { Rules } from '../../../core/engine/rules.ts';
import { DomainError } from '../../../core/errors.ts';
import { remedyPeriods } from '../../../core/instruments/remedy-periods.ts';
import { instrumentTitle } from '../../../core/instruments/title.ts';
import { toInstant } from '../../../core/views.ts';
import { SERVICE_WORDS } from '../../../core/words.ts';
import { findCase } from '../../../db/cases.ts';
import { findInstrument, listInstruments, type ListedInstrument } from '../../../db/instruments.ts';
import type { AppDeps } from '../../deps.ts';
import { allowRead } from '../../standing.ts';
import type { ReadableCase } from '../cases/read.ts';

export async function instrumentView({ pool, contents }: AppDeps, { plan, calendar }: Rules, row: ListedInstrument) {
  const planned = row.itemId === null ? undefined : getItem(plan, row.itemId);
  const { service } = row;
  const proof = service?.proof ? await contents.getText(pool, service.proof) : null;
  return {
    number: row.number,
    ownNumber: row.ownNumber,
    kind: row.kind,
    title: instrumentTitle(row.kind, planned),
    item: row.itemId,
    itemName: planned?.name ?? null,
    organ: row.organ,
    madeAt: toInstant(row.madeAt),
    service: service && {
      how: service.how,
      howName: SERVICE_WORDS[service.how],
      at: toInstant(service.at),
      post: service.postId,
      proof: typeof proof === 'string' ? proof : null,
    },
    remedies: (service && remedyPeriods(calendar, planned, row.kind, service.at)) ?? null,
  };
}

export async function instrumentsOfCase(deps: AppDeps, { row, plan, access }: ReadableCase) {
  const { pool, book } = deps;
  const rules = await book.getRules(pool, row.planHash, row.calendarHash);
  const mine = ({ itemId }: ListedInstrument) =>
    access.relation !== 'organ' || organsOfInstrument(plan, itemId ?? undefined).includes(access.post!.orgId);
  const rows = await listInstruments(pool, row.caseNo);
  return { instruments: await Promise.all(rows.filter(mine).map((i) => instrumentView(deps, rules, i))) };
}

/** One document with what it says; one whose subject's key was erased can not be read by anybody any more: as if there were none. */
export async function getReadableInstrument(deps: AppDeps, personId: string, number: string) {
  const { pool, book, contents } = deps;
  const none = () => new DomainError('instrument-not-found', 'There is no such thing for you.');
  const parsed = parseInstrumentNumber(number);
  const row = parsed && (await findInstrument(pool, number));
  const found = row && (await findCase(pool, row.caseNo));
  if (!found) throw none();
  const rules = await book.getRules(pool, found.planHash, found.calendarHash);
  const organs = organsOfInstrument(rules.plan, row.itemId ?? undefined);
  const access = await allowRead(deps, personId, 'readInstruments', { row: found, organs }, 'instrument-not-found');
  const content = await contents.getInstrument(pool, number);
  if (!content) throw none();
  return { row, rules, access, content };
}
