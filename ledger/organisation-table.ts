// A table of organisations, posts and appointments as steps of a change, or every fault of it at once.
import { ENDED } from '../core/engine/state.ts';
import { DomainError, type Fault } from '../core/errors.ts';
import { STEP_FAULTS } from '../core/organisations/faults.ts';
import { planImport } from '../core/organisations/plan-import.ts';
import { checkSteps } from '../core/organisations/play.ts';
import { readTable } from '../core/organisations/read-table.ts';
import type { Step } from '../core/organisations/step.ts';
import type { TableRow } from '../core/organisations/table.ts';
import { readTree } from '../db/organisations.ts';
import type { Db } from './clock.ts';

/** @throws DomainError organisation-invalid with the faults of its shape, of what it would change, and of what the tree would be then */
export async function stepsOfTable(db: Db, table: readonly TableRow[], at: number): Promise<readonly Step[]> {
  const { entries, faults: ofShape } = readTable(table);
  const persons = entries.flatMap((e) => (e.of === 'appointment' ? [e.personId] : []));
  const ground = await readTree(db, { at, persons, closing: [], ended: ENDED });
  const plan = planImport(ground, entries, at);
  const faults = inRows(ofShape, plan.faults, checkSteps(ground, plan.steps, at).map(plan.toRow));
  if (faults.length === 0 && plan.steps.length === 0) faults.push(NOTHING_CHANGES);
  if (faults.length > 0)
    throw new DomainError('organisation-invalid', 'Nothing was changed; `faults` names rows and columns.', { faults });
  return plan.steps;
}
const NOTHING_CHANGES: Fault = { pointer: '/rows', code: 'nothing-changes', message: STEP_FAULTS['nothing-changes'] };

/** In the order of the rows. Of a cell that can not be read nothing more is said. */
function inRows(...layers: readonly (readonly Fault[])[]): Fault[] {
  const seen = new Set<string>();
  const told = layers.flatMap((layer) => {
    const fresh = layer.filter(({ pointer }) => !seen.has(pointer));
    fresh.forEach(({ pointer }) => seen.add(pointer));
    return fresh;
  });
  return told.sort((a, b) => rowOf(a) - rowOf(b));
}
const rowOf = ({ pointer }: Fault) => Number(pointer.split('/')[2] ?? 0);
