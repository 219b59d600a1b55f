// Events → a line each, in words. No text of anybody appears: reasons are read under results, by those who may.
import { groundsOf } from './engine/clock-changes.ts';
import { getItem, type Plan } from './engine/plan.ts';
import type { Happened } from './engine/events.ts';
import type { Text } from './text.ts';
import { itemStatusWords, caseStatusWords, SERVICE_WORDS } from './words.ts';

const words = (zh: string, en: string): Text => ({ zh, en });

const paperName = (plan: Plan, material: string): Text => plan.materials.find((m) => m.id === material)!.name;

/** What happened, in a sentence; undefined for what only matters inside. */
export function timelineWords(plan: Plan, e: Happened): Text | undefined {
  const named = 'item' in e && e.item !== undefined ? getItem(plan, e.item) : undefined;
  const name = named?.name ?? words('', '');
  const of = (zh: string, en: string) => words(`${name.zh}：${zh}`, `${name.en}: ${en}`);
  switch (e.type) {
    case 'submitted':
      return words('申请人提交申请', 'Application submitted');
    case 'received':
      return words('材料收件', 'Papers received');
    case 'itemNotApplicable':
      return of('无需办理', 'not needed');
    case 'itemHeld':
      return of('已持有证照，免办', 'already held');
    case 'itemReceived':
      return e.after.length > 0 ? of('前置事项办结，收件', 'received, what it needs is there') : of('收件', 'received');
    case 'accepted':
      return e.by === 'silence'
        ? of('逾期未告知，自收到材料之日起即为受理', 'nobody answered in time: accepted as of the day it came in')
        : of('受理', 'accepted');
    case 'acceptanceDeclined':
      return of('不予受理', 'acceptance declined');
    case 'decided': {
      const status = named ? itemStatusWords(e.outcome, named.legalType) : words(e.outcome, e.outcome);
      return e.deemed
        ? of(`${status.zh}（逾期未决定，依${e.deemed.zh}）`, `${status.en} (not decided in time, by ${e.deemed.en})`)
        : of(status.zh, status.en);
    }
    case 'supplemented':
      return words('申请人补充材料', 'Material supplemented by the applicant');
    case 'served': {
      const how = SERVICE_WORDS[e.how];
      return named
        ? of(`文书送达（${how.zh}）`, `document served (${how.en})`)
        : words(`文书送达（${how.zh}）`, `Document served (${how.en})`);
    }
    case 'originalSeen': {
      const paper = paperName(plan, e.material);
      return e.kept
        ? words(`核验原件，留存：${paper.zh}`, `Original seen and kept: ${paper.en}`)
        : words(`核验原件，当场退还：${paper.zh}`, `Original seen and given back: ${paper.en}`);
    }
    case 'originalReturned': {
      const paper = paperName(plan, e.material);
      return words(`退还原件：${paper.zh}`, `Original returned: ${paper.en}`);
    }
    case 'issued':
      return of('制发证照', 'certificate issued');
    case 'cancelled':
      return of('终止办理', 'ended without decision');
    case 'correctionNotified':
      return of(`一次性告知补正（${e.document}）`, `what must be corrected was told (${e.document})`);
    case 'correctionSupplied':
      return of('补正材料收齐', 'corrected, received anew');
    case 'specialProcedureStarted': {
      const name = named && groundsOf(named).find((p) => p.ground === e.ground)?.name;
      return of(
        `进入特别程序（${name?.zh ?? e.ground}），停止计时`,
        `special procedure (${name?.en ?? e.ground}): the clock stops`,
      );
    }
    case 'specialProcedureEnded':
      return of('特别程序结束，继续计时', 'special procedure ended: the clock runs on');
    case 'extensionRequested':
      return of('申请延期', 'extension asked for');
    case 'extensionDecided':
      return e.approved ? of('经负责人批准延期', 'extended, approved by the head') : of('不予延期', 'not extended');
    case 'warned':
      return named
        ? of('即将到期（黄灯）', 'due soon (yellow)')
        : words('整体时限即将到期（黄灯）', 'Whole case due soon (yellow)');
    case 'overdue':
      return named
        ? of('超过时限（红灯）', 'overdue (red)')
        : words('整体时限已超期（红灯）', 'Whole case overdue (red)');
    case 'dispatchAcknowledged':
      return of('对方系统已接收', 'taken over by its own system');
    case 'dispatchFailed':
      return of('对接失败，转人工办理', 'its system could not be reached; people take over');
    case 'dispatchRetried':
      return of('再次对接其系统', 'its system is asked again');
    case 'dispatchRecalled':
      return of('撤回对接请求', 'request recalled');
    case 'recallFailed':
      return of('对接请求撤回失败', 'recall failed');
    case 'withdrawn':
      return words('申请人撤回申请', 'Application withdrawn');
    case 'expired':
      return words(`申请失效：${e.basis.zh}`, `Application expired: ${e.basis.en}`);
    case 'closed': {
      const outcome = caseStatusWords('closed', e.outcome);
      return words(`办结：${outcome.zh}`, `Closed: ${outcome.en}`);
    }
    case 'calendarChanged':
      return words(`按新的工作日历（${e.version}）重新计算时限`, `Dates computed anew by calendar ${e.version}`);
    case 'stageExtensionRequested':
      return words('并联办理阶段申请延期', 'Extension of the joint handling asked for');
    case 'stageExtensionDecided':
      return e.approved
        ? words('经本级人民政府负责人批准，并联办理延期', 'Joint handling extended by the head of the government')
        : words('并联办理不予延期', 'Joint handling not extended');
    case 'gapPromised':
      return words('容缺受理：承诺补交材料', 'A missing paper is promised for later');
    case 'commitmentMade':
      return of('申请人作出承诺', 'asked for on a commitment');
    case 'commitmentWithdrawn':
      return of('承诺撤回，按一般程序办理', 'commitment taken back, handled in its ordinary form');
    case 'afterCheckRecorded':
      return e.kept
        ? of('承诺核查：履行', 'after-check: the commitment is kept')
        : of('承诺核查：未履行', 'after-check: the commitment is not kept');
    case 'hearingRightTold':
      return of('告知听证权利', 'told of the right to a hearing');
    case 'hearingRequested':
      return of('申请听证', 'a hearing was asked for');
    case 'hearingWaived':
      return of('放弃听证', 'the right to a hearing was given up');
    case 'hearingLapsed':
      return of('逾期未申请听证', 'nobody asked for a hearing in time');
    case 'escalated':
    case 'escalationAnswered':
    case 'expiryKnown':
    case 'stageEnded':
    case 'factsEvaluated':
    case 'clockRedated':
    case 'clockStarted':
    case 'dispatchAnswered':
    case 'recallConfirmed':
      return undefined;
    default:
      return e satisfies never;
  }
}
