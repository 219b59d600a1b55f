// What is sent to a department's own system: the form fields its item reads and the outputs of what it waited for, nothing else.
import { agenda } from '../core/engine/agenda.ts';
import { getItem } from '../core/engine/plan.ts';
import { insertLook } from '../db/access-log.ts';
import { findCase } from '../db/cases.ts';
import { findText } from '../db/contents.ts';
import { getSubmittedForm } from './create-contents.ts';
import type { LedgerDeps } from './deps.ts';
import type { DispatchContent } from './ledger.ts';
import { refuseNewer } from './open-case.ts';

export async function getDispatchContent(
  { pool, book, vault, clock }: LedgerDeps,
  caseNo: string,
  id: string,
): Promise<DispatchContent | undefined> {
  const row = await findCase(pool, caseNo);
  if (!row) return undefined;
  refuseNewer(row.engineFormat);
  const plan = await book.getPlan(pool, row.planHash);
  const dispatch = agenda(plan, row.state).dispatch.find((d) => d.id === id);
  const planned = dispatch && getItem(plan, dispatch.item);
  if (!planned) return undefined;
  const look = { relation: 'own-system', action: 'readDispatch', what: 'form', itemId: planned.id };
  await insertLook(pool, { caseNo, organisationId: planned.organs.decides, ...look }, await clock(pool));
  const stored = await getSubmittedForm(vault, pool, caseNo);
  const form = Object.fromEntries(
    planned.reads.form.filter((f) => stored?.form[f] !== undefined).map((f) => [f, stored!.form[f]]),
  );
  const outputs: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const predecessor of planned.after) {
    const ref = row.state.items[predecessor]?.outputs;
    const text = ref && (await findText(pool, ref.id));
    const value = text && (await vault.open(pool, ref.id, text));
    if (value) outputs[predecessor] = value as Record<string, unknown>;
  }
  const { item, dispatchId, system, until } = dispatch!;
  return { caseNo, matter: row.matter, item, dispatchId, system, until: new Date(until).toISOString(), form, outputs };
}
