// The decision of one item. Nothing unknown, malformed, late or un-targeted ever approves (invariant 7).
import { addDays } from '../clock/calendar.ts';
import { isCreditCode } from '../codes/credit-code.ts';
import { DomainError, type Fault } from '../errors.ts';
import type { Decide } from './commands.ts';
import type { ContentRef, Happened } from './events.ts';
import type { OutputPlan, PlanItem } from './plan.ts';
import type { Rules } from './rules.ts';
import { deliverClock } from './serve-instrument.ts';
import { refuseBeforeHearing } from './hearings.ts';
import { afterCheckClock, refuseOpenGap } from './promises.ts';
import { isDecidable, type CaseState, type ItemState } from './state.ts';

export function decisionEvents(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  command: Decide,
  at: number,
): Happened[] {
  if (!isDecidable(planned, item))
    throw new DomainError('item-not-open', `Item ${planned.id} is ${item.status}; it can not be decided now.`);
  if (item.procedure)
    throw new DomainError(
      'procedure-under-way',
      `A special procedure is under way (${item.procedure.ground}); end it first.`,
    );
  refuseBeforeHearing(item);
  if (command.revision !== item.revision)
    throw new DomainError('item-changed', `You saw revision ${command.revision}; it is ${item.revision} now.`, {
      params: { seen: command.revision, now: item.revision },
    });
  if (command.dispatchId && command.dispatchId !== item.dispatch?.id)
    throw new DomainError('dispatch-not-found', 'The answer belongs to no dispatch of this item.');
  const base = {
    type: 'decided',
    item: planned.id,
    revision: command.revision,
    ...(command.post && { post: command.post }),
    ...(command.dispatchId && { dispatchId: command.dispatchId }),
    at,
  } as const;
  switch (command.outcome) {
    case 'granted': {
      refuseOpenGap(state, planned);
      const faults = outputFaults(planned.outputs, command.outputs?.values ?? {});
      if (faults.length)
        throw new DomainError('outputs-invalid', `Item ${planned.id} must carry its outputs.`, { faults });
      const granted: Happened = {
        ...base,
        outcome: 'granted',
        ...(command.outputs && { outputs: command.outputs.ref }),
      };
      const { certificate } = planned;
      const issued: Happened[] = certificate
        ? [{ type: 'issued', item: planned.id, certificateType: certificate.type, at }]
        : [];
      const checked = item.commitment ? afterCheckClock(rules, planned, at) : [];
      return [granted, ...issued, ...deliverClock(rules, planned, at), ...checked];
    }
    case 'refused':
      if (!planned.refusable)
        throw new DomainError('outcome-not-possible', `Item ${planned.id} (${planned.legalType}) can not be refused.`);
      return [
        {
          ...base,
          outcome: 'refused',
          ...grounds(planned, command.reason, command.legalBasis),
          ...remediesOf(planned),
        },
        ...deliverClock(rules, planned, at),
      ];
    default:
      throw new DomainError('outcome-not-possible', `Item ${planned.id} can not have such an outcome.`);
  }
}

/** 说明理由、法律依据、救济途径: a contract of the market (a bank account) has neither statute nor remedy. */
export function grounds(planned: PlanItem, reason: ContentRef | undefined, legalBasis: string | undefined) {
  if (!reason) throw new DomainError('reason-missing', 'Say why; the applicant is told.');
  if (planned.legalType === 'market-service')
    return { reason, legalBasis: legalBasis?.trim() || planned.limits.basis.zh };
  if (!legalBasis?.trim())
    throw new DomainError('legal-basis-missing', 'Name the law, regulation or rule and its article.');
  if (!planned.remedies && planned.legalType !== 'public-service')
    throw new DomainError('remedies-missing', `The definition names no remedies for ${planned.id}.`);
  return { reason, legalBasis: legalBasis.trim() };
}
export const remediesOf = (planned: PlanItem) => (planned.remedies ? { remedies: planned.remedies } : {});

function outputFaults(planned: readonly OutputPlan[], values: Readonly<Record<string, unknown>>): Fault[] {
  const extra = Object.keys(values).filter((id) => !planned.some((o) => o.id === id));
  return [
    ...extra.map((id) => fault(id, 'unknown', '没有此项结果', 'There is no such output')),
    ...planned.flatMap((o) => outputFault(o, values[o.id])),
  ];
}
/** Date.parse alone takes 30 February for 2 March. */
const isDate = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && addDays(value, 0) === value;
function outputFault(output: OutputPlan, value: unknown): Fault[] {
  if (value === undefined || value === '') return [fault(output.id, 'required', '必填', 'Required')];
  const ok = {
    text: () => typeof value === 'string' && value.length <= (output.maxLength ?? 200),
    'credit-code': () => typeof value === 'string' && isCreditCode(value),
    date: () => typeof value === 'string' && isDate(value),
    number: () => typeof value === 'number' && Number.isFinite(value),
  }[output.type]();
  return ok ? [] : [fault(output.id, 'invalid', '格式或校验码不正确', 'Malformed, or its check digit is wrong')];
}
const fault = (id: string, code: string, zh: string, en: string): Fault => ({
  pointer: `/outputs/${id}`,
  code,
  message: { zh, en },
});
