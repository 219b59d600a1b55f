// 文书: what each says, of which version, with which number; and what service brings.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../core/canonical.ts';
import { formatInstrumentNumber, parseInstrumentNumber } from '../../core/codes/instrument-number.ts';
import { lightAt } from '../../core/clock/deadline-ledger.ts';
import { INSTRUMENT_KINDS, instrumentKindOf } from '../../core/engine/instruments.ts';
import { LEGAL_TYPES } from '../../core/engine/plan.ts';
import { instrumentsOf } from '../../core/instruments/instruments-of.ts';
import { fill, line, PLACES } from '../../core/instruments/template.ts';
import { TEMPLATES } from '../../core/instruments/templates.ts';
import type { InstrumentContent } from '../../core/instruments/write.ts';
import { COURSES, rulesOf, sampleBySilence, sampleOf, SAMPLE_ITEM } from '../support/instrument-samples.ts';
import { expectGolden } from './definition/support.ts';
import { HOUR, MONDAY, Played, ref, text } from './engine/fixtures.ts';

const DAY = 24 * HOUR;
/** All of its text. */
const words = (content: InstrumentContent, lang: 'zh' | 'en' = 'zh') =>
  [content.title, ...content.opening, ...content.rows.flatMap(({ label, value }) => [label, value]), ...content.closing]
    .map((t) => t[lang])
    .join('\n');

describe('what a document says', () => {
  test('there is a course for each kind', () => {
    expect(INSTRUMENT_KINDS.filter((kind) => !COURSES[kind])).toEqual([]);
  });
  test.each(INSTRUMENT_KINDS)('%s: kind, organ, addressee, case, day; no hole in it', (kind) => {
    const made = sampleOf(kind);
    expect(made).toMatchObject({ kind, organName: { zh: '示范区市场监督管理局' }, official: true });
    expect(made.opening[0]!.zh).toBe('王小明：');
    expect(words(made)).toContain(made.caseNo);
    expect(Date.parse(made.madeAt)).toBeGreaterThanOrEqual(MONDAY);
    for (const lang of ['zh', 'en'] as const) expect(words(made, lang)).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
  });
  test.each(INSTRUMENT_KINDS)('%s: the whole text, read over and pinned', (kind) => {
    expectGolden(`instruments/${kind}.txt`, `${words(sampleOf(kind))}\n`);
  });
  test.each([
    ['decline-decision', '《食品经营许可和备案管理办法》第十二条'],
    ['decision-refused', '《食品经营许可和备案管理办法》第十二条'],
    ['extension-notice', '《中华人民共和国行政许可法》第四十二条'],
    ['joint-extension-notice', '《中华人民共和国行政许可法》第四十二条'],
    ['special-procedure-notice', '《行政许可法》第四十五条'],
    ['correction-notice', '《中华人民共和国行政许可法》第三十二条'],
    ['acceptance-notice', '《中华人民共和国行政许可法》第三十二条'],
  ])('%s names the law on which it rests', (kind, law) => {
    expect(words(sampleOf(kind))).toContain(law);
  });
  test.each(['decline-decision', 'decision-refused'])('%s: reason, remedies, where to go and until when', (kind) => {
    const said = words(sampleOf(kind));
    for (const part of ['不符合经营条件', '六十日', '示范区人民政府申请行政复议', '六个月', '人民法院提起行政诉讼'])
      expect(said).toContain(part);
  });
  test('a decision by silence says so, by which law, and not that anybody examined it', () => {
    const rules = rulesOf({
      limits: { ...SAMPLE_ITEM.limits!, deemedApproval: { basis: text('某条例第十条'), region: '310199' } },
    });
    const said = words(sampleBySilence(rules.plan.items[0]!, MONDAY + 60 * DAY));
    expect(said).toContain('在法定期限内未作出决定，依法视为准予');
    expect(said).toContain('某条例第十条');
    expect(said).not.toContain('经审查');
  });
  test('acceptance by silence is dated from the day of the receipt', () => {
    const said = words(sampleBySilence());
    expect(said).toContain('未在法定期限内告知需要补正的内容');
    expect(said).toContain('自2026年3月2日起予以受理');
  });
  test('the receipt slip tells an item that needs a result when it will count as received', () => {
    const said = words(sampleOf('receipt-slip'));
    expect(said).toContain('自前置事项的结果产生之日起视为收件');
    expect(said).toContain('户外招牌设置备案（待食品经营许可的办理结果）');
  });
  test('a correction asked after acceptance promises no new start: its clocks run on', () => {
    const said = words(sampleOf('correction-notice-after-acceptance'));
    expectGolden('instruments/correction-notice-after-acceptance.txt', `${said}\n`);
    expect(said).toContain('已于2026年3月2日受理');
    expect(said).toContain('补正期间不停止计算办理期限');
    expect(said).not.toMatch(/重新计算|视为收到|第三十二条/);
    expect(words(sampleOf('correction-notice'))).not.toContain('不停止计算');
  });
  test('nor of an item that nobody accepts: it was received, and its time runs on', () => {
    const limits = { ...SAMPLE_ITEM.limits!, starts: 'received' as const };
    const said = words(sampleOf('correction-notice', { ...SAMPLE_ITEM, acceptance: 'none', limits }));
    expect(said).toContain('收件。经审查');
    expect(said).toContain('补正期间不停止计算办理期限');
    expect(said).not.toMatch(/重新计算|受理不受影响|第三十二条/);
  });
  test('what is deselected is waited for by nothing', () => {
    const optional = { ...SAMPLE_ITEM, presence: 'optional' as const };
    const said = words(sampleOf('receipt-slip', optional, { deselected: ['permit'] }));
    expect(said).not.toContain('待食品经营许可');
    expect(said).not.toContain('视为收件');
  });
  test.each(LEGAL_TYPES)('%s: granted and refused have words of its own', (type) => {
    expect(words(sampleOf('decision-granted', { legalType: type }))).not.toBe(
      words(sampleOf('decision-refused', { legalType: type })),
    );
    if (type !== 'licence')
      expect(words(sampleOf('decision-granted', { legalType: type }))).not.toContain('准予行政许可');
  });
  test('who offers a service on the market gives a plain notice: no organ of the state, no remedies, no law', () => {
    const refused = sampleOf('decision-refused', { legalType: 'market-service', remedies: undefined! });
    expect(refused.official).toBe(false);
    expect(words(refused)).not.toMatch(/行政复议|法律依据|决定书/);
  });
});

describe('templates', () => {
  test('a change of the words is a new version', () => {
    const hash = (kind: keyof typeof TEMPLATES) =>
      createHash('sha256').update(canonicalJson(TEMPLATES[kind])).digest('hex').slice(0, 12);
    const versions = INSTRUMENT_KINDS.map((kind) => `${kind} ${TEMPLATES[kind].version} ${hash(kind)}\n`);
    expectGolden('instruments/versions.txt', versions.join(''));
  });
  test('every place is used by one of them', () => {
    const used = JSON.stringify(TEMPLATES);
    expect(PLACES.filter((p) => !used.includes(`{${p}}`) && !used.includes(`"${p}"`))).toEqual([]);
  });
  test('nobody gets a document with a hole in it', () => {
    expect(() => fill(line('{item}', '{item}'), {})).toThrow('no value for item');
    expect(fill(line('{item}', '{item}', 'item'), {})).toBeUndefined();
  });
  test('what people wrote is no template', () => {
    expect(fill(line('{reason}', '{reason}'), { reason: text('{item} $& $1') })).toEqual(text('{item} $& $1'));
  });
});

describe('numbers', () => {
  test.each(INSTRUMENT_KINDS)('up to %s: one after another from 1, each with its step', (kind) => {
    const played = new Played(rulesOf());
    const events = COURSES[kind]!.flatMap((c, n) => played.do(c, MONDAY + n * DAY + HOUR));
    const given = events.flatMap((e) => e.instrumentNo ?? []);
    expect(given).toEqual(given.map((_, n) => n + 2)); // 1 is the receipt slip
    expect(played.state.instruments).toHaveLength(given.length + 1);
    for (const e of events) expect(e.instrumentNo !== undefined).toBe(instrumentKindOf(e) !== undefined);
  });
  test('a step without its number is refused: it is not done', () => {
    const played = new Played(rulesOf());
    const unnumbered = played.do(COURSES['acceptance-notice']![0]!).map(({ instrumentNo: _none, ...e }) => e);
    expect(() => instrumentsOf(played.rules.plan, played.state, unnumbered)).toThrow(/not done/);
  });
  test('are read back, and nothing else is', () => {
    const { caseNo } = sampleOf('receipt-slip');
    expect(parseInstrumentNumber(formatInstrumentNumber(caseNo, 12))).toEqual({ caseNo, no: 12 });
    for (const wrong of [`${caseNo}-W0`, `${caseNo}-W01`, `${caseNo}-V1`, caseNo, `x${caseNo}-W1`])
      expect(parseInstrumentNumber(wrong)).toBeUndefined();
  });
});

describe('service', () => {
  const decided = () => {
    const played = new Played(rulesOf());
    COURSES['decision-granted']!.forEach((c, n) => played.do(c, MONDAY + n * DAY));
    return played;
  };
  const AT = MONDAY + DAY;
  const served = (played: Played, servedAt: number, more: object = {}) =>
    played.do({ type: 'serve', instrument: 3, how: 'counter', servedAt, ...more }, AT + 40 * DAY);
  const deliver = (played: Played) => Object.values(played.state.clocks).find((c) => c.kind === 'deliver')!;

  test('ends the time to deliver at its own instant, and is green when in time', () => {
    const played = decided();
    expect(deliver(played)).toMatchObject({ dueOn: '2026-03-17', trigger: 'decided' });
    served(played, AT + 5 * DAY);
    expect(deliver(played)).toMatchObject({ endedAt: AT + 5 * DAY });
    expect(lightAt(deliver(played), AT + 99 * DAY)).toBe('green');
    expect(played.state.instruments![2]).toMatchObject({ servedAt: AT + 5 * DAY, how: 'counter' });
  });
  test('after the time is red for good', () => {
    const played = decided();
    served(played, AT + 30 * DAY);
    expect(lightAt(deliver(played), AT + 99 * DAY)).toBe('red');
  });
  test('of another document ends nothing', () => {
    const played = decided();
    played.do({ type: 'serve', instrument: 1, how: 'counter' }, AT + HOUR);
    expect(deliver(played).endedAt).toBeUndefined();
  });
  test.each([
    ['of none', { instrument: 9 }, 'instrument-not-found'],
    ['before it was made', { servedAt: MONDAY }, 'service-time-invalid'],
    ['in the future', { servedAt: AT + 41 * DAY }, 'service-time-invalid'],
    ['by post without proof', { how: 'post' }, 'proof-missing'],
    ['by publication without proof', { how: 'publication' }, 'proof-missing'],
  ])('%s is refused', (_name, wrong, code) => {
    expect(() => served(decided(), AT + DAY, wrong)).toThrow(expect.objectContaining({ code }));
  });
  test('with proof, by post, once', () => {
    const played = decided();
    served(played, AT + DAY, { how: 'post', proof: ref('proof') });
    expect(() => served(played, AT + DAY)).toThrow(expect.objectContaining({ code: 'instrument-served' }));
  });
});
