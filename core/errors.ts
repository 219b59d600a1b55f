// The one registry of refusals. A code is permanent; docs/problems.md, OpenAPI and the Problem answers derive from it.
import type { Text } from './text.ts';

export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-large'
  | 'unavailable';

interface Problem {
  readonly kind: ProblemKind;
  readonly title: Text;
}
const problem = (kind: ProblemKind, zh: string, en: string): Problem => ({ kind, title: { zh, en } });

export const PROBLEMS = {
  // who
  'not-signed-in': problem('unauthenticated', '未登录或登录已失效', 'Not signed in, or the sign-in has expired'),
  'token-invalid': problem('unauthenticated', '登录凭证无效', 'The bearer token is not valid'),
  'web-session-not-found': problem('not-found', '没有此登录', 'There is no such session of yours'),
  'session-ended': problem('unauthenticated', '已退出登录，请重新登录', 'This session was ended; sign in again'),
  'csrf-token-missing': problem(
    'forbidden',
    '请求不是由本网站页面发出',
    'The change was not asked for by a page of ours',
  ),
  'logout-token-invalid': problem('invalid', '退出通知无效', 'The logout token is not valid'),
  'not-allowed': problem('forbidden', '无权进行此操作', 'You may not do this'),
  'post-not-held': problem(
    'forbidden',
    '您现在不担任办理此事项的岗位',
    'You do not now hold a post that handles this item',
  ),
  'own-case': problem('forbidden', '您是本办件的当事人，应当回避', 'You are a party to this case and must stand aside'),
  'authorisation-missing': problem(
    'forbidden',
    '没有有效的授权，不能代为办理',
    'No authorisation in force lets you act for this person',
  ),
  // what is not there (also said for what one may not know of)
  'case-not-found': problem('not-found', '没有此办件', 'No such case'),
  'item-not-found': problem('not-found', '办件中没有此事项', 'The case has no such item'),
  'matter-not-found': problem('not-found', '没有此“一件事”', 'No such joint matter'),
  'material-not-found': problem('not-found', '没有此材料', 'No such material'),
  'certificate-not-found': problem('not-found', '没有此证照', 'No such certificate'),
  'instrument-not-found': problem('not-found', '没有此文书', 'No such document'),
  'task-not-found': problem('not-found', '没有此办理任务', 'No such task'),
  'person-not-found': problem('not-found', '没有此人', 'No such person'),
  'person-exists': problem('conflict', '此人已登记', 'The person is registered already'),
  'person-invalid': problem(
    'unprocessable',
    '证件号码或统一社会信用代码不正确',
    'Neither an identity number nor a credit code',
  ),
  'party-not-found': problem('not-found', '没有此参与人', 'No such party'),
  'authorisation-not-found': problem('not-found', '没有此授权', 'No such authorisation'),
  'organisation-not-found': problem('not-found', '没有此机构', 'No such organisation'),
  'change-not-found': problem('not-found', '没有此机构变更', 'No such change of the organisations'),
  'dispatch-not-found': problem('not-found', '没有此对接请求', 'No such dispatch'),
  'incident-not-found': problem('not-found', '没有此异常', 'No such incident'),
  'calendar-not-found': problem('not-found', '没有此工作日历', 'No such calendar'),
  'definition-not-found': problem('not-found', '没有此事项版本或提案', 'No such version or proposal'),
  'route-not-found': problem('not-found', '没有此地址', 'No such address'),
  // state
  'subject-has-open-cases': problem(
    'conflict',
    '此人尚有在办件，不能删除其密钥',
    'The person has open cases; his key can not be erased',
  ),
  'case-exists': problem('conflict', '此办件已提交', 'The case was submitted before'),
  'case-not-received': problem('conflict', '材料尚未收件', 'The papers have not been received yet'),
  'case-already-received': problem('conflict', '材料已经收件', 'The papers were received before'),
  'case-closed': problem('conflict', '办件已办结', 'The case is closed'),
  'item-not-open': problem('conflict', '此事项现在不能办理', 'The item is not open for this'),
  'item-already-decided': problem('conflict', '此事项已作出决定', 'The item was decided before'),
  'draft-changed': problem('conflict', '草稿已在别处保存', 'The draft was saved elsewhere meanwhile'),
  'item-changed': problem(
    'conflict',
    '您查看之后数据已变更，请重新查看',
    'The data changed after you looked; look again',
  ),
  'task-claimed': problem('conflict', '此任务已由他人签收', 'Somebody else has claimed the task'),
  'task-not-claimed': problem('conflict', '您没有签收此任务', 'You have not claimed the task'),
  'review-missing': problem('conflict', '尚未审核，不能作出决定', 'The item was not reviewed yet'),
  'reviewed-by-oneself': problem('forbidden', '审核和决定不能由同一人作出', 'Who reviewed may not decide as well'),
  'authorisation-ended': problem('conflict', '授权已终止', 'The authorisation has ended'),
  'change-decided': problem('conflict', '此机构变更已处理', 'The change was decided or withdrawn before'),
  'change-outdated': problem(
    'conflict',
    '提出之后情况已变，此变更不能生效',
    'Things changed since it was proposed; it can not take effect any more',
  ),
  'change-of-oneself': problem(
    'forbidden',
    '本人提出或涉及本人的变更应由他人审批',
    'Who proposed a change, or is concerned by it, does not decide on it',
  ),
  'correction-notified': problem(
    'conflict',
    '已一次性告知补正内容',
    'What must be corrected was told before; once is all',
  ),
  'correction-not-asked': problem('conflict', '没有待补正的内容', 'Nobody asked for a correction'),
  'procedure-under-way': problem('conflict', '特别程序尚未结束', 'A special procedure is under way'),
  'procedure-not-under-way': problem('conflict', '没有正在进行的特别程序', 'No special procedure is under way'),
  'period-ended': problem('conflict', '期限已届满', 'The period has ended'),
  'extension-decided': problem('conflict', '延期已申请或已决定', 'An extension was asked for, or decided, before'),
  'stage-not-found': problem('not-found', '没有此阶段', 'There is no such stage'),
  'gap-open': problem('conflict', '容缺材料尚未补齐，不能准予', 'A promised material is still missing'),
  'commitment-not-made': problem('conflict', '此事项未采用告知承诺', 'The item is not handled on a commitment'),
  'after-check-recorded': problem('conflict', '核查结果已记录', 'The check was recorded before'),
  'licence-expired': problem('invalid', '许可已过有效期，不能延续', 'The licence has expired; it can not be renewed'),
  'hearing-not-possible': problem('conflict', '此事项没有听证', 'There is no hearing on this item'),
  'hearing-told': problem('conflict', '已告知听证权利', 'They were told of the right before'),
  'hearing-pending': problem(
    'conflict',
    '听证期限未满或听证未举行，不能决定',
    'A hearing may still be asked for, or is to be held',
  ),
  'hearing-notice-short': problem(
    'conflict',
    '须提前告知听证日期',
    'The day of the hearing must be told long enough before',
  ),
  'escalation-not-found': problem('not-found', '没有此督办', 'There is no such notice'),
  'escalation-answered': problem('conflict', '此督办已答复', 'The notice was answered before'),
  'extension-not-asked': problem('conflict', '没有延期申请', 'Nobody asked for an extension'),
  'proposal-decided': problem('conflict', '该提案已处理', 'The proposal was decided before'),
  'proposal-of-oneself': problem('forbidden', '提出人不能发布自己的提案', 'Nobody publishes what he proposed himself'),
  'material-not-given': problem('conflict', '此材料尚未提交', 'The paper was not given yet'),
  'original-seen': problem('conflict', '此材料的原件已核验', 'The original of this paper was seen before'),
  'original-kept': problem(
    'conflict',
    '上一份原件仍在留存，请先退还',
    'The original of its former version is still kept; return it first',
  ),
  'original-not-kept': problem('conflict', '没有留存此材料的原件', 'No original of this paper is kept here'),
  'instrument-served': problem('conflict', '此文书已送达', 'The document was served before'),
  'dispatch-not-open': problem('conflict', '此对接请求已经结束', 'The dispatch is no longer open'),
  'incident-resolved': problem('conflict', '此异常已处理', 'The incident was resolved before'),
  'incident-not-retryable': problem('conflict', '此异常不能重试，需人工处理', 'The incident can not be retried'),
  'answer-contradicts': problem('conflict', '回复与先前的回复矛盾', 'The answer contradicts an earlier one'),
  'material-in-use': problem('conflict', '材料已随办件提交', 'The material was submitted with a case'),
  // content
  'request-malformed': problem('invalid', '请求格式不正确', 'The request is malformed'),
  'idempotency-key-missing': problem(
    'invalid',
    '缺少 Idempotency-Key 请求头',
    'The Idempotency-Key header is missing or malformed',
  ),
  'idempotency-key-reused': problem(
    'unprocessable',
    '此幂等键已用于另一请求',
    'The idempotency key was used for a different request',
  ),
  'form-invalid': problem('unprocessable', '表单填写有误', 'The form has faults'),
  'facts-unknown': problem(
    'unprocessable',
    '填写的信息不足以判断办理情形',
    'What was filled in does not decide the situation',
  ),
  'matter-changed': problem(
    'conflict',
    '表单版本已更新，请刷新后重填',
    'The matter has a newer version; reload and check',
  ),
  'materials-invalid': problem('unprocessable', '材料不齐或不符合要求', 'Materials are missing or not as required'),
  'material-type-refused': problem('unprocessable', '不接受此类文件', 'This type of file is not accepted'),
  'material-empty': problem('unprocessable', '文件为空', 'The file is empty'),
  'body-too-large': problem('too-large', '内容超过大小限制', 'The content is larger than allowed'),
  'outcome-not-possible': problem('unprocessable', '此事项不能作出该决定', 'The item can not have this outcome'),
  'reason-missing': problem('unprocessable', '不予决定必须说明理由', 'A refusal needs its reason'),
  'legal-basis-missing': problem('unprocessable', '不予决定必须说明法律依据', 'A refusal needs its legal basis'),
  'remedies-missing': problem('unprocessable', '不予决定必须告知救济途径', 'A refusal must name the remedies'),
  'outputs-invalid': problem(
    'unprocessable',
    '办理结果数据不完整或有误',
    'The outputs of the decision are missing or wrong',
  ),
  'organisation-invalid': problem('unprocessable', '机构变更有误', 'The change of the organisations has faults'),
  'authorisation-invalid': problem('unprocessable', '授权内容有误', 'The authorisation has faults'),
  'ground-not-lawful': problem('unprocessable', '该理由不能依法停止计时', 'No law lets this ground stop the clock'),
  'extension-not-possible': problem('unprocessable', '此事项依法不能延期', 'The time of this item can not be extended'),
  'document-missing': problem(
    'unprocessable',
    '须注明告知文书编号',
    'The document that tells the applicant is missing',
  ),
  'service-time-invalid': problem(
    'unprocessable',
    '送达时间应在文书作出之后、现在之前',
    'A document is served after it was made, and not in the future',
  ),
  'proof-missing': problem('unprocessable', '须注明送达凭证', 'What proves the service is missing'),
  'choice-not-possible': problem('unprocessable', '该事项不能如此选择', 'The item can not be chosen so'),
  'calendar-invalid': problem('unprocessable', '工作日历有误', 'The calendar has faults'),
  'definition-invalid': problem('unprocessable', '“一件事”定义有误', 'The definition has faults'),
  'signature-invalid': problem('unauthenticated', '签名无效或已过期', 'The signature is not valid or too old'),
  // us
  'too-many-requests': problem('unavailable', '请求过于频繁，请稍后再试', 'Too many requests; try again later'),
  busy: problem('unavailable', '系统繁忙，请稍后重试', 'The system is busy; try again'),
  'database-unavailable': problem(
    'unavailable',
    '数据库暂时不可用，请稍后重试',
    'The database is not available; try again',
  ),
  'calendar-year-missing': problem(
    'unavailable',
    '工作日历缺少相应年度，请联系管理员',
    'The calendar lacks a year that a date falls in; an administrator must publish it',
  ),
  draining: problem('unavailable', '本进程即将停止', 'This process is about to stop'),
  'upgrade-under-way': problem('unavailable', '系统升级中，请稍后重试', 'An upgrade is under way; try again'),
  'internal-error': problem('unavailable', '系统内部错误，已记录', 'An internal error; it was recorded'),
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Why something can not be done, for who is shown it before he tries. */
export const reasonOf = (code: ProblemCode) => ({ code, ...PROBLEMS[code].title });

/** One fault in what was sent: where (JSON pointer) and what, in both languages. Never the value itself. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly message: Text;
  /** In a text that was sent: 1-based. */
  readonly line?: number;
  readonly column?: number;
}

/** A refusal. `detail` is for people and holds no personal data; `params` are machine-readable facts about the refusal. */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly faults: readonly Fault[];
  readonly params: Readonly<Record<string, string | number>>;
  constructor(
    code: ProblemCode,
    detail: string,
    more: { faults?: readonly Fault[]; params?: Record<string, string | number> } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'DomainError';
    this.code = code;
    this.detail = detail;
    this.faults = more.faults ?? [];
    this.params = more.params ?? {};
  }
}
