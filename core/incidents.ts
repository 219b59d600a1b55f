// What can go wrong without being anybody's refusal, and what operators may do about it (docs/operations.md).
import type { Text } from './text.ts';

const words = (zh: string, en: string): Text => ({ zh, en });

/** `retry`: what another try does; where there is none, people must look. */
export const INCIDENT_KINDS = {
  conduct: { title: words('办件推进失败', 'The look at a case fails'), retry: 'look' },
  'dispatch-failed': { title: words('部门系统无法送达', "A department's system could not be asked"), retry: 'request' },
  'recall-failed': { title: words('部门系统撤回未送达', 'A request could not be recalled'), retry: 'recall' },
  answer: { title: words('部门系统回复矛盾', 'A system answered twice, differently'), retry: undefined },
  recalculation: {
    title: words('未能按新日历重算时限', 'A case could not be dated by the new calendar'),
    retry: undefined,
  },
} as const;
export type IncidentKind = keyof typeof INCIDENT_KINDS;

/** Why an incident needs nobody any more: codes, so that no text of anybody gets among the operators. */
export const RESOLUTIONS = {
  'told-by-telephone': words('已电话告知', 'The department was told by telephone'),
  'decided-by-people': words('已由人工办理', 'People decided the item'),
  'answer-confirmed': words('部门已确认有效回复', 'The department said which answer is right'),
  mended: words('故障已排除', 'What caused it is mended'),
  'no-fault': words('经核查不属异常', 'It was looked into and is no fault'),
} as const;
export type Resolution = keyof typeof RESOLUTIONS;

export const isIncidentKind = (kind: string): kind is IncidentKind => Object.hasOwn(INCIDENT_KINDS, kind);
/** Whether another try may help; else people must look. */
export const isRetryable = (kind: string): boolean => isIncidentKind(kind) && INCIDENT_KINDS[kind].retry !== undefined;
