// Writes a document: the facts of the case into the template in force. Pure; what is personal comes in and goes into the sealed body alone.
import type { Demanded } from './instruments-of.ts';
import type { InstrumentKind } from '../engine/instruments.ts';
import type { Plan } from '../engine/plan.ts';
import type { CaseState } from '../engine/state.ts';
import type { Text } from '../text.ts';
import { fill } from './template.ts';
import { TEMPLATES } from './templates.ts';
import { valuesOf, type Given } from './values.ts';

/** A document as it was made; nothing of it changes afterwards. */
export interface InstrumentContent {
  readonly number: string;
  /** The authority's own. */
  readonly ownNumber?: string;
  readonly kind: InstrumentKind;
  readonly template: number;
  readonly title: Text;
  readonly caseNo: string;
  readonly item?: string;
  readonly organ: string;
  readonly organName: Text;
  /** Of an organ of the state; who offers a service on the market gives a plain notice. */
  readonly official: boolean;
  readonly madeAt: string;
  readonly opening: readonly Text[];
  readonly rows: readonly { readonly label: Text; readonly value: Text }[];
  readonly closing: readonly Text[];
}

/** @param state after the step */
export function writeInstrument(plan: Plan, state: CaseState, demanded: Demanded, given: Given): InstrumentContent {
  const { kind, item, organ, ownNumber, event } = demanded;
  const template = TEMPLATES[kind];
  const values = valuesOf(plan, state, demanded, given);
  const lines = (some: typeof template.opening) => some.flatMap((l) => fill(l, values) ?? []);
  return {
    number: given.number,
    ...(ownNumber !== undefined && ownNumber !== given.number && { ownNumber }),
    kind,
    template: template.version,
    title: fill(template.title, values)!,
    caseNo: given.caseNo,
    ...(item && { item: item.id }),
    organ,
    organName: given.organName,
    official: item?.legalType !== 'market-service',
    madeAt: new Date(event.at).toISOString(),
    opening: lines(template.opening),
    rows: template.rows.flatMap(({ label, value }) => {
      const found = values[value];
      return found ? [{ label, value: found }] : [];
    }),
    closing: lines(template.closing),
  };
}
