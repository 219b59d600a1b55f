// Words for people: what a status, an outcome, a cause is called. Outcome words follow the legal type of the item.
import type { Role } from './access.ts';
import type { CancelCause, CaseOutcome, Outcome } from './engine/events.ts';
import type { LegalType } from './engine/plan.ts';
import type { ServiceWay } from './engine/instruments.ts';
import type { CaseStatus, ItemStatus } from './engine/state.ts';
import type { Text } from './text.ts';

const words = (zh: string, en: string): Text => ({ zh, en });

const OUTCOMES: Readonly<Record<LegalType, Readonly<Record<Outcome, Text>>>> = {
  licence: { granted: words('准予许可', 'Licence granted'), refused: words('不予许可', 'Licence refused') },
  confirmation: { granted: words('予以确认', 'Confirmed'), refused: words('不予确认', 'Not confirmed') },
  registration: { granted: words('准予登记', 'Registered'), refused: words('不予登记', 'Registration refused') },
  filing: { granted: words('已备案', 'Filed'), refused: words('不予备案', 'Not filed') },
  benefit: { granted: words('准予给付', 'Benefit granted'), refused: words('不予给付', 'Benefit refused') },
  'public-service': { granted: words('办结', 'Done'), refused: words('不予办理', 'Not done') },
  'market-service': { granted: words('已办理', 'Done'), refused: words('未办理', 'Not done') },
  other: { granted: words('办结', 'Done'), refused: words('不予办理', 'Refused') },
};
const ITEM_STATUSES: Readonly<Record<Exclude<ItemStatus, Outcome>, Text>> = {
  waiting: words('待前置事项办结', 'Waiting for what it needs'),
  received: words('已收件', 'Received'),
  accepted: words('已受理', 'Accepted'),
  declined: words('不予受理', 'Acceptance declined'),
  cancelled: words('终止办理', 'Ended without decision'),
  'not-applicable': words('无需办理', 'Not needed'),
  held: words('已持有，免办', 'Already held'),
};
export const itemStatusWords = (status: ItemStatus, legalType: LegalType): Text =>
  status === 'granted' || status === 'refused' ? OUTCOMES[legalType][status] : ITEM_STATUSES[status];

const CASE_STATUSES: Readonly<Record<CaseStatus, Text>> = {
  none: words('未提交', 'Not submitted'),
  submitted: words('已提交，待收件', 'Submitted; papers to be received'),
  open: words('办理中', 'Under way'),
  closed: words('已办结', 'Closed'),
};
const CASE_OUTCOMES: Readonly<Record<CaseOutcome, Text>> = {
  granted: words('全部办成', 'All granted'),
  'partly-granted': words('部分办成', 'Partly granted'),
  refused: words('未办成', 'Refused'),
  withdrawn: words('申请人已撤回申请', 'Withdrawn by the applicant'),
  expired: words('逾期未交材料，申请失效', 'Expired: the papers were not brought'),
};
export const caseStatusWords = (status: CaseStatus, outcome?: CaseOutcome): Text =>
  outcome ? CASE_OUTCOMES[outcome] : CASE_STATUSES[status];

/** Why an item ended without a decision; `name` and `status` are those of the item that was the cause. */
export function cancelWords(code: CancelCause, name: Text, status: Text): Text {
  switch (code) {
    case 'withdrawn':
      return words('申请人撤回申请，本事项终止办理', 'The application was withdrawn');
    case 'expired':
      return words('申请逾期失效，本事项终止办理', 'The application expired');
    case 'correction-lapsed':
      return words('逾期未补正，依规定视为撤回', 'Not corrected in time: treated as withdrawn, as the rule says');
    case 'predecessor-refused':
    case 'predecessor-declined':
    case 'predecessor-cancelled':
      return words(`因“${name.zh}”${status.zh}，本事项终止办理`, `Ended because "${name.en}": ${status.en}`);
  }
}

export const SERVICE_WORDS: Readonly<Record<ServiceWay, Text>> = {
  portal: words('网上查收', 'opened in the portal'),
  post: words('邮寄', 'by post'),
  counter: words('窗口领取', 'handed over at a counter'),
  electronic: words('电子送达', 'by electronic means'),
  publication: words('公告', 'by publication'),
};

export const ROLE_WORDS: Readonly<Record<Role, Text>> = {
  reviewer: words('审核岗', 'Reviewer'),
  decider: words('审批岗', 'Officer'),
  head: words('负责人', 'Head'),
  coordinator: words('牵头协调岗', 'Coordinator'),
  clerk: words('综窗人员', 'Window clerk'),
  author: words('编制岗', 'Author'),
  publisher: words('发布岗', 'Publisher'),
  registrar: words('机构管理岗', 'Registrar'),
  supervisor: words('监察岗', 'Supervisor'),
  auditor: words('审计岗', 'Auditor'),
  operator: words('运维岗', 'Operator'),
  system: words('对接系统', 'System'),
};
