// Definition → Plan: the same data in one canonical order, frozen. Sets are sorted; what has an order for people keeps it.
import type { FormField, FormGroup, GuideQuestion, Plan, PlanItem, ReceiptPlan } from '../engine/plan.ts';
import type { Definition, DefinitionField, DefinitionItem } from './schema.ts';

/**
 * Compiles a definition in which no rule found an error. Items come in topological order, equals by id, so the order in
 * which they were written changes neither plan nor hash. Throws on a cycle or an item after an unknown one (a caller's bug:
 * rules first).
 */
export function compileDefinition(definition: Definition): Plan {
  const d = definition;
  return deepFreeze({
    format: 1 as const,
    matter: d.matter,
    version: d.version,
    name: d.name,
    summary: d.summary,
    lead: d.lead,
    region: d.region,
    committedLimit: d.committedLimit,
    lights: d.lights,
    receipt: compileReceipt(d.receipt),
    guide: d.guide.map(({ options, ...q }): GuideQuestion => ({ ...q, ...(q.type === 'choice' && { options }) })),
    form: { groups: d.form.groups.map((g): FormGroup => ({ ...g, fields: g.fields.map(compileField) })) },
    materials: d.materials.map((m) => ({ ...m, accepts: [...m.accepts].sort() })),
    items: topologicalOrder(d.items).map((i) => compileItem(i, d.region)),
    stages: d.stages,
    conditions: Object.fromEntries(Object.entries(d.conditions).sort(([a], [b]) => (a < b ? -1 : 1))),
    sources: [...d.sources].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  });
}

const compileReceipt = (receipt: Definition['receipt']): ReceiptPlan =>
  receipt.at === 'submission'
    ? { at: 'submission' }
    : { at: 'window', ...(receipt.expires && { expires: receipt.expires }) };

const compileField = ({ fields, ...field }: DefinitionField): FormField => ({
  ...field,
  ...(field.type === 'list' && { fields: (fields ?? []).map((f) => ({ ...f })) }),
});

/** 行政许可法 Art. 32: on the spot or within five days; silence means accepted on receipt. */
const LICENCE_ACCEPT = { amount: 5, unit: 'wd' } as const;
const acceptLimit = ({ legalType, acceptance, limits }: DefinitionItem) =>
  limits.accept ??
  (legalType === 'licence' && (acceptance === 'item' || acceptance === 'window') ? LICENCE_ACCEPT : undefined);

/** 行政许可法 Art. 44: issued and delivered within ten days of the decision. */
const LICENCE_DELIVER = { amount: 10, unit: 'wd' } as const;
const deliverLimit = ({ legalType, limits }: DefinitionItem) =>
  limits.deliver ?? (legalType === 'licence' ? LICENCE_DELIVER : undefined);

const compileItem = (item: DefinitionItem, region: string): PlanItem => ({
  ...item,
  region,
  limits: { ...item.limits, accept: acceptLimit(item), deliver: deliverLimit(item) },
  after: [...new Set(item.after)].sort(),
  reads: { form: [...new Set(item.reads.form)].sort(), materials: [...new Set(item.reads.materials)].sort() },
});

function topologicalOrder(items: readonly DefinitionItem[]): DefinitionItem[] {
  const waiting = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const done = new Set<string>();
  const ordered: DefinitionItem[] = [];
  while (waiting.length) {
    const next = waiting.findIndex((i) => i.after.every((a) => done.has(a)));
    if (next < 0) throw new Error(`Items can not be ordered: ${waiting.map((i) => i.id).join(', ')}`);
    const [item] = waiting.splice(next, 1);
    done.add(item!.id);
    ordered.push(item!);
  }
  return ordered;
}

/** A deep copy without `undefined` members, frozen through and through. */
function deepFreeze<T>(value: T): T;
function deepFreeze(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((v) => deepFreeze<unknown>(v)));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.freeze(Object.fromEntries(members.map(([k, v]) => [k, deepFreeze<unknown>(v)])));
}
