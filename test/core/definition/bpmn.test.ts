// The BPMN of every shipped definition, read by the library that modellers read it with.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import { drawBpmn } from '../../../core/definition/bpmn.ts';
import { compile, departments, read, ROOT } from './support.ts';

interface Element {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly [key: string]: unknown;
}
const MATTERS = readdirSync(path.join(ROOT, 'definitions'))
  .filter((f) => f.endsWith('.yaml') && f !== 'departments.yaml')
  .map((f) => f.replace('.yaml', ''));

describe.each(MATTERS)('%s', (matter) => {
  const plan = compile(read('definitions', `${matter}.yaml`)).plan!;
  const parse = async () => {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(drawBpmn(plan, departments, 'zh'));
    const root = rootElement as {
      rootElements: { $type: string; flowElements: Element[]; laneSets: { lanes: Element[] }[] }[];
      diagrams: { plane: { planeElement: { bpmnElement: Element }[] } }[];
    };
    const process = root.rootElements.find((e) => e.$type === 'bpmn:Process')!;
    return { process, warnings, drawn: root.diagrams[0]!.plane.planeElement.map((p) => p.bpmnElement.id) };
  };
  test('is read without a warning', async () => expect((await parse()).warnings).toEqual([]));
  test('has each item once, with a timer, in the lane of who decides', async () => {
    const { process } = await parse();
    const tasks = process.flowElements.filter((e) => e.$type === 'bpmn:UserTask');
    expect(tasks).toHaveLength(plan.items.length);
    for (const [index, item] of plan.items.entries()) {
      const task = tasks.find((t) => t.id === `item${index}`)!;
      expect(task.name).toContain(item.name.zh);
      const timers = process.flowElements.filter((e) => (e['attachedToRef'] as Element | undefined)?.id === task.id);
      expect(timers).toHaveLength(1);
      const lanes = process.laneSets[0]!.lanes.filter((l) => (l['flowNodeRef'] as Element[]).includes(task));
      expect(lanes.map((l) => l.name)).toEqual([departments.get(item.organs.decides)!.name.zh]);
    }
  });
  test('each flow joins two that are there; everything is reached, and drawn', async () => {
    const { process, drawn } = await parse();
    const flows = process.flowElements.filter((e) => e.$type === 'bpmn:SequenceFlow');
    const next = new Map<string, string[]>();
    for (const f of flows) {
      const [from, to] = [f['sourceRef'] as Element, f['targetRef'] as Element];
      expect(process.flowElements).toEqual(expect.arrayContaining([from, to]));
      next.set(from.id, [...(next.get(from.id) ?? []), to.id]);
    }
    const reached = new Set(['received']);
    for (const id of reached) next.get(id)?.forEach((n) => reached.add(n));
    const nodes = process.flowElements.filter((e) => !/SequenceFlow|BoundaryEvent/.test(e.$type)).map((e) => e.id);
    expect([...reached].sort()).toEqual([...nodes].sort());
    for (const { id } of process.flowElements) expect(drawn.filter((d) => d === id)).toHaveLength(1);
  });
});
