// The templates in force, one a kind. What was made stays as it was made; a change of the words here is a new version.
import type { InstrumentKind } from '../engine/instruments.ts';
import { line, row, type Place, type Template } from './template.ts';

const SALUTATION = line('{addressee}：', 'To {addressee}:');
const CASE = row('办件编号', 'Case number', 'caseNo');
const REASON = row('理由', 'Reason', 'reason');
const BASIS = row('法律依据', 'Legal basis', 'basis');
const REMEDIES = line(
  '你（单位）如不服本决定，可依法寻求救济，期限自本决定书送达之日起计算。{remedies}',
  'If you do not agree, the law gives you remedies; their time counts from the day on which this is served. {remedies}',
  'remedies',
);

const incomplete = (when: Place) =>
  line(
    '你（单位）提出的“{item}”申请，我单位于{receivedOn}收件。经审查，申请材料不齐全或者不符合法定形式，现一次性告知需要补正的全部内容：',
    'Your application "{item}", received on {receivedOn}, is not complete or not in the form the law asks for. This is everything that must be corrected:',
    when,
  );

export const TEMPLATES: Readonly<Record<InstrumentKind, Template>> = {
  'receipt-slip': {
    version: 1,
    title: line('收件凭证', 'Receipt slip'),
    opening: [
      SALUTATION,
      line(
        '你（单位）于{submittedOn}提交的“{matter}”申请，我单位已于{receivedOn}收到申请材料。',
        'The papers of your application "{matter}" of {submittedOn} were received on {receivedOn}.',
      ),
    ],
    rows: [
      CASE,
      row('申请事项', 'Items', 'items'),
      row('收到材料', 'Papers received', 'materials'),
      row('整体承诺期限', 'Committed limit of the whole', 'caseLimit'),
    ],
    closing: [
      line(
        '以下事项以前置事项的办理结果为条件，自前置事项的结果产生之日起视为收件，其办理期限自该日起计算：{chained}。',
        'These items need the results of others. They count as received when those results exist, and their time begins then: {chained}.',
        'chained',
      ),
      line(
        '本凭证证明申请材料已经收到，不代表申请已被受理。',
        'This slip proves that the papers were received; it does not say that the application is accepted.',
      ),
    ],
  },
  'acceptance-notice': {
    version: 1,
    title: line('受理通知书', 'Notice of acceptance'),
    opening: [
      SALUTATION,
      line(
        '你（单位）提出的“{item}”申请，我单位于{receivedOn}收件。{reason}{by}自{acceptedOn}起予以受理。',
        'Your application "{item}", received on {receivedOn}: {reason} {by}It is accepted as of {acceptedOn}.',
      ),
    ],
    rows: [CASE, row('办理期限', 'Time limits', 'limits'), row('承诺办结日期', 'To be decided by', 'dueOn')],
    closing: [
      line(
        '依法需要听证、检验、检测、检疫、鉴定、专家评审等的，所需时间不计入办理期限，将另行书面告知。',
        'The time of a hearing, inspection, testing, quarantine, appraisal or expert review that the law requires is not counted; you would be told in writing.',
        'licence',
      ),
    ],
  },
  'decline-decision': {
    version: 1,
    title: line('不予受理决定书', 'Decision not to accept'),
    opening: [
      SALUTATION,
      line(
        '你（单位）提出的“{item}”申请，我单位于{receivedOn}收件。经审查，决定不予受理。',
        'Your application "{item}", received on {receivedOn}, is not accepted.',
      ),
    ],
    rows: [CASE, REASON, BASIS],
    closing: [REMEDIES],
  },
  'correction-notice': {
    version: 3,
    title: line('补正告知书', 'Notice of what must be corrected'),
    opening: [
      SALUTATION,
      incomplete('beforeAcceptance'),
      incomplete('withoutAcceptance'),
      line(
        '你（单位）提出的“{item}”申请已于{acceptedOn}受理。经审查，还需要补充、更正以下内容，现一次性告知：',
        'Your application "{item}" was accepted on {acceptedOn}. On examination the following must still be added or put right; this is everything:',
        'afterAcceptance',
      ),
    ],
    rows: [
      CASE,
      row('需要补正的内容', 'To be corrected', 'correction'),
      row('补正期限', 'By', 'correctBy'),
      row('依据', 'Basis', 'basis'),
    ],
    closing: [
      line(
        '补正材料齐全之日视为收到申请材料之日，受理期限自该日起重新计算。',
        'The application counts as received on the day on which everything is there; the time to accept it begins anew.',
        'beforeAcceptance',
      ),
      line(
        '补正期间不停止计算办理期限，已经作出的受理不受影响。',
        'The time to decide runs on meanwhile; the application stays accepted.',
        'afterAcceptance',
      ),
      line('补正期间不停止计算办理期限。', 'The time to decide runs on meanwhile.', 'withoutAcceptance'),
    ],
  },
  'extension-notice': {
    version: 1,
    title: line('延期告知书', 'Notice of extension'),
    opening: [
      SALUTATION,
      line(
        '你（单位）提出的“{item}”申请不能在规定期限内作出决定，经本机关负责人批准，办理期限延长 {extension}。',
        'No decision on your application "{item}" is possible in time. With the approval of the head of this organ the limit is extended by {extension}.',
      ),
    ],
    rows: [CASE, REASON, row('依据', 'Basis', 'basis'), row('延长后的承诺办结日期', 'Now to be decided by', 'dueOn')],
    closing: [],
  },
  'joint-extension-notice': {
    version: 1,
    title: line('并联办理延期告知书', 'Notice of extension of joint handling'),
    opening: [
      SALUTATION,
      line(
        '你（单位）提出的“{matter}”申请中的“{stage}”由有关部门统一、联合或者集中办理，不能在规定期限内办结，经本级人民政府负责人批准，办理期限延长 {extension}。',
        '"{stage}" of your application "{matter}" is handled jointly and can not be finished in time. With the approval of the head of the government of this level the limit is extended by {extension}.',
      ),
    ],
    rows: [CASE, REASON, row('依据', 'Basis', 'basis'), row('延长后的办结日期', 'Now to be finished by', 'dueOn')],
    closing: [],
  },
  'special-procedure-notice': {
    version: 1,
    title: line('特别程序告知书', 'Notice of a special procedure'),
    opening: [
      SALUTATION,
      line(
        '你（单位）提出的“{item}”申请需要依法进行{ground}，自{on}起停止计算办理期限，所需时间不计入办理期限。',
        'Your application "{item}" needs, by law: {ground}. From {on} its time is not counted.',
      ),
    ],
    rows: [CASE, row('依据', 'Basis', 'basis'), row('预计所需时间', 'Expected to take', 'expected')],
    closing: [line('上述程序结束后，继续计算办理期限。', 'When it has ended, the limit runs on.')],
  },
  'decision-granted': {
    version: 1,
    title: line('{title}', '{title}'),
    opening: [SALUTATION, line('你（单位）提出的“{item}”申请收悉。{outcome}', 'Your application "{item}": {outcome}')],
    rows: [CASE, BASIS, row('办理结果', 'Results', 'results'), row('核发证照', 'Certificate', 'certificate')],
    closing: [],
  },
  'decision-refused': {
    version: 1,
    title: line('{title}', '{title}'),
    opening: [SALUTATION, line('你（单位）提出的“{item}”申请收悉。{outcome}', 'Your application "{item}": {outcome}')],
    rows: [CASE, REASON, BASIS],
    closing: [REMEDIES],
  },
};
