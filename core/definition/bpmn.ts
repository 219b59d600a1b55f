// A plan as BPMN 2.0, for modellers of other houses: a lane for each organ, a timer for each limit, placed on a grid.
import type { Plan, PlanItem } from '../engine/plan.ts';
import type { Language } from '../text.ts';
import type { Departments } from './departments.ts';
import { limitWords, notesOf } from './diagram-words.ts';

const WORDS = {
  zh: { counter: '综合窗口', received: '收件', closed: '办结' },
  en: { counter: 'One-stop window', received: 'Received', closed: 'Closed' },
} as const;
type Tag = 'startEvent' | 'endEvent' | 'parallelGateway' | 'userTask';
const SIZE: Readonly<Record<Tag, { readonly width: number; readonly height: number }>> = {
  startEvent: { width: 36, height: 36 },
  endEvent: { width: 36, height: 36 },
  parallelGateway: { width: 50, height: 50 },
  userTask: { width: 140, height: 80 },
};
const TIMER = 36;
const CELL = { width: 220, height: 130 };
const TITLE = 30;

interface Node {
  readonly id: string;
  readonly tag: Tag;
  readonly lane: string;
  readonly column: number;
  readonly name?: string;
  readonly timer?: string;
}
interface Flow {
  readonly from: string;
  readonly to: string;
}
const COUNTER = '';

/** Ids are positions: an item may be called what XML does not allow. Where several items are waited for, a gateway joins them. */
export function drawBpmn(plan: Plan, departments: Departments, language: Language): string {
  const { nodes, flows } = graphOf(plan, language);
  const laneIds = [...new Set(nodes.map((n) => n.lane))];
  const nameOf = (lane: string) =>
    lane === COUNTER ? WORDS[language].counter : (departments.get(lane)?.name[language] ?? lane);
  const lanes = laneIds.map((id) => {
    const own = nodes.filter((n) => n.lane === id);
    const rowOf = (n: Node) => own.filter((o) => o.column === n.column).indexOf(n);
    return { id, own, rowOf, rows: Math.max(...own.map(rowOf)) + 1 };
  });
  const topOf = (index: number) => lanes.slice(0, index).reduce((sum, l) => sum + l.rows, 0) * CELL.height;
  const width = TITLE + (Math.max(...nodes.map((n) => n.column)) + 1) * CELL.width;
  const boxes = new Map(
    lanes.flatMap((lane, index) =>
      lane.own.map((n) => {
        const size = SIZE[n.tag];
        const x = TITLE + n.column * CELL.width + (CELL.width - size.width) / 2;
        const y = topOf(index) + lane.rowOf(n) * CELL.height + (CELL.height - size.height) / 2;
        return [n.id, { x, y, ...size }] as const;
      }),
    ),
  );
  const element = (n: Node) => {
    const ends = [
      ...flows.flatMap((f, i) => (f.to === n.id ? [`<bpmn:incoming>flow${i}</bpmn:incoming>`] : [])),
      ...flows.flatMap((f, i) => (f.from === n.id ? [`<bpmn:outgoing>flow${i}</bpmn:outgoing>`] : [])),
    ].join('');
    const name = n.name === undefined ? '' : ` name="${quoted(n.name)}"`;
    const timer =
      n.timer === undefined
        ? ''
        : `<bpmn:boundaryEvent id="${n.id}_timer" name="${quoted(n.timer)}" cancelActivity="false" attachedToRef="${n.id}"><bpmn:timerEventDefinition id="${n.id}_limit"/></bpmn:boundaryEvent>`;
    return `<bpmn:${n.tag} id="${n.id}"${name}>${ends}</bpmn:${n.tag}>${timer}`;
  };
  const shape = (id: string, b: Box, attributes = '') =>
    `<bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"${attributes}><dc:Bounds x="${b.x}" y="${b.y}" width="${b.width}" height="${b.height}"/></bpmndi:BPMNShape>`;
  const timerBox = (b: Box): Box => ({ x: b.x + 10, y: b.y + b.height - TIMER / 2, width: TIMER, height: TIMER });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="${OMG}BPMN/20100524/MODEL" xmlns:bpmndi="${OMG}BPMN/20100524/DI" xmlns:dc="${OMG}DD/20100524/DC" xmlns:di="${OMG}DD/20100524/DI" id="definitions" targetNamespace="urn:lianban:${plan.matter}">`,
    `<bpmn:collaboration id="collaboration"><bpmn:participant id="matter" name="${quoted(plan.name[language])}" processRef="process"/></bpmn:collaboration>`,
    '<bpmn:process id="process" isExecutable="false"><bpmn:laneSet id="lanes">',
    ...lanes.map(({ id, own }, i) => {
      const held = own.flatMap((n) => [n.id, ...(n.timer === undefined ? [] : [`${n.id}_timer`])]);
      const members = held.map((h) => `<bpmn:flowNodeRef>${h}</bpmn:flowNodeRef>`).join('');
      return `<bpmn:lane id="lane${i}" name="${quoted(nameOf(id))}">${members}</bpmn:lane>`;
    }),
    '</bpmn:laneSet>',
    ...nodes.map(element),
    ...flows.map((f, i) => `<bpmn:sequenceFlow id="flow${i}" sourceRef="${f.from}" targetRef="${f.to}"/>`),
    '</bpmn:process><bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">',
    shape('matter', { x: -TITLE, y: 0, width: width + TITLE, height: topOf(lanes.length) }, ' isHorizontal="true"'),
    ...lanes.map(({ rows }, i) =>
      shape(`lane${i}`, { x: 0, y: topOf(i), width, height: rows * CELL.height }, ' isHorizontal="true"'),
    ),
    ...nodes.flatMap((n) => {
      const box = boxes.get(n.id)!;
      return [shape(n.id, box), ...(n.timer === undefined ? [] : [shape(`${n.id}_timer`, timerBox(box))])];
    }),
    ...flows.map((f, i) => {
      const points = bend(boxes.get(f.from)!, boxes.get(f.to)!);
      const way = points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('');
      return `<bpmndi:BPMNEdge id="flow${i}_edge" bpmnElement="flow${i}">${way}</bpmndi:BPMNEdge>`;
    }),
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>',
    '',
  ].join('\n');
}

const OMG = 'http://www.omg.org/spec/';
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** To the right, across in the space before the target's column, to the right. */
function bend(a: Box, b: Box): readonly (readonly [number, number])[] {
  const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2];
  const [from, to] = [a.x + a.width, b.x];
  const across = b.x + b.width / 2 - CELL.width / 2;
  if (ay === by) return [[from, ay], [to, by]]; // prettier-ignore
  return [[from, ay], [across, ay], [across, by], [to, by]]; // prettier-ignore
}

function graphOf(plan: Plan, language: Language): { readonly nodes: readonly Node[]; readonly flows: readonly Flow[] } {
  const words = WORDS[language];
  const idOf = new Map(plan.items.map((item, index) => [item.id, `item${index}`]));
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const depthOf = (item: PlanItem): number => Math.max(-1, ...item.after.map((a) => depthOf(byId.get(a)!))) + 1;
  // each depth has two columns: the gateway that joins, the item
  const columnOf = (item: PlanItem) => 3 + 2 * depthOf(item);
  const last = Math.max(...plan.items.map(columnOf));
  const waitedFor = new Set(plan.items.flatMap((i) => i.after));
  const nodes: Node[] = [
    { id: 'received', tag: 'startEvent', lane: COUNTER, column: 0, name: words.received },
    { id: 'split', tag: 'parallelGateway', lane: COUNTER, column: 1 },
    { id: 'join', tag: 'parallelGateway', lane: COUNTER, column: last + 1 },
    { id: 'closed', tag: 'endEvent', lane: COUNTER, column: last + 2, name: words.closed },
  ];
  const flows: Flow[] = [
    { from: 'received', to: 'split' },
    { from: 'join', to: 'closed' },
  ];
  for (const item of plan.items) {
    const id = idOf.get(item.id)!;
    const lane = item.organs.decides;
    const name = [item.name[language], ...notesOf(item, language)].join(' · ');
    const timer = limitWords(item, language);
    const column = columnOf(item);
    nodes.push({ id, tag: 'userTask', lane, column, name, timer });
    const before = item.after.length > 0 ? item.after.map((a) => idOf.get(a)!) : ['split'];
    const joins = before.length > 1;
    const entry = joins ? `${id}_join` : id;
    if (joins) {
      nodes.push({ id: entry, tag: 'parallelGateway', lane, column: column - 1 });
      flows.push({ from: entry, to: id });
    }
    flows.push(...before.map((from) => ({ from, to: entry })));
    if (!waitedFor.has(item.id)) flows.push({ from: id, to: 'join' });
  }
  return { nodes, flows };
}

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
