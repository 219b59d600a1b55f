// Why a step can not be taken. Codes are permanent; a message never repeats what was sent.
import type { Role } from '../access.ts';
import type { Text } from '../text.ts';
import { ROLE_WORDS } from '../words.ts';

const text = (zh: string, en: string): Text => ({ zh, en });
export const STEP_FAULTS = {
  'id-taken': text('此编号已被使用', 'This id is taken'),
  'unknown-organisation': text('没有此机构', 'No such organisation'),
  'unknown-post': text('没有此岗位', 'No such post'),
  'unknown-person': text('没有此人', 'No such person'),
  'organisation-closed': text('机构已撤销', 'The organisation is closed'),
  'post-closed': text('岗位已撤销', 'The post is closed'),
  'parent-missing': text(
    '只有政府和市场服务机构可以没有上级',
    'Only a government or a market service stands without a parent',
  ),
  'division-malformed': text('行政区划代码应为6位、9位或12位数字', 'A division code has 6, 9 or 12 digits'),
  'division-not-covered': text('行政区划不在上级机构的区划之内', 'The division is not inside the parent’s'),
  'child-not-covered': text('下级机构的区划将不在此区划之内', 'A division below would no longer be inside this one'),
  cycle: text('机构不能成为自己的下级', 'An organisation can not come to stand below itself'),
  'nothing-changes': text('没有变化', 'Nothing would change'),
  'has-children': text('尚有未撤销的下级机构', 'It still has organisations below it'),
  'has-holders': text('尚有在任岗位', 'Posts of it are still held, or will be'),
  'ends-before-begin': text('结束时间不晚于开始时间或已过去', 'It would end before it begins, or has ended'),
  'held-already': text('此人在该时间内已担任此岗位', 'This person holds this post at that time already'),
  'not-held': text('此人没有担任此岗位', 'This person does not hold this post'),
  'absent-not-holding': text(
    '被代理人在该时间内不担任此岗位',
    'The absent person does not hold this post all that time',
  ),
  'substituted-already': text(
    '被代理人在该时间内已有代理人',
    'The absent person has a substitute at that time already',
  ),
  'substitution-runs': text(
    '尚有他人代理此人，请先终止代理',
    'A substitution for this person goes on longer; end it first',
  ),
  oneself: text('不能代理或代表自己', 'Nobody substitutes or represents himself'),
  'role-for-people': text('此岗位只能由自然人担任', 'Only a natural person can hold this post'),
  'role-for-systems': text('此岗位只能由对接系统担任', 'Only a system can hold this post'),
  'not-legal-person': text('被代表的应为法人', 'Only a legal person is represented'),
  'not-natural-person': text('法定代表人应为自然人', 'A representative is a natural person'),
  'represented-already': text(
    '该法人在该时间内已有法定代表人',
    'The legal person has a representative at that time already',
  ),
  'not-representative': text('此人不是该法人的法定代表人', 'This person does not represent this legal person'),
  'too-few-registrars': text(
    '变更后机构管理岗在任不足两人，今后将无法审批变更',
    'Fewer than two registrars would be left, and nothing could be approved any more',
  ),
} as const satisfies Record<string, Text>;
export type StepFault = keyof typeof STEP_FAULTS;

/** Faults that count, or name roles. */
export const handlesItems = (n: number): Text =>
  text(`在办办件中还有${n}个事项涉及该机构`, `${n} items of running cases still concern it`);
export const namedByMatters = (n: number): Text =>
  text(`还有${n}个已发布的“一件事”由该机构办理事项`, `${n} published joint matters still name it`);
export const incompatible = (roles: readonly Role[]): Text =>
  text(
    `与此人同时担任的岗位不相容：${roles.map((r) => ROLE_WORDS[r].zh).join('、')}`,
    `Not to be held together with: ${roles.map((r) => ROLE_WORDS[r].en).join(', ')}`,
  );
