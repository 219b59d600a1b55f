// What a decision is called and says, by legal type: a licence is granted, a registration made, a filing taken on the files; who offers
// a service on the market gives a plain notice.
import type { LegalType } from '../engine/plan.ts';
import type { Outcome } from '../engine/events.ts';
import type { Text } from '../text.ts';

interface Words {
  readonly title: Text;
  readonly outcome: Text;
}
const words = (titleZh: string, titleEn: string, zh: string, en: string): Words => ({
  title: { zh: titleZh, en: titleEn },
  outcome: { zh, en },
});

export const DECISION_WORDS: Readonly<Record<LegalType, Readonly<Record<Outcome, Words>>>> = {
  licence: {
    granted: words(
      '准予行政许可决定书',
      'Decision: licence granted',
      '经审查，符合法定条件、标准，决定准予行政许可。',
      'it meets the conditions and standards of the law; the licence is granted.',
    ),
    refused: words(
      '不予行政许可决定书',
      'Decision: licence refused',
      '经审查，决定不予行政许可。',
      'the licence is refused.',
    ),
  },
  confirmation: {
    granted: words('行政确认决定书', 'Decision: confirmed', '经审查，决定予以确认。', 'it is confirmed.'),
    refused: words('不予行政确认决定书', 'Decision: not confirmed', '经审查，决定不予确认。', 'it is not confirmed.'),
  },
  registration: {
    granted: words('准予登记通知书', 'Notice: registered', '经审查，决定准予登记。', 'it is registered.'),
    refused: words(
      '不予登记通知书',
      'Notice: registration refused',
      '经审查，决定不予登记。',
      'registration is refused.',
    ),
  },
  filing: {
    granted: words('备案通知书', 'Notice: filed', '材料收悉，予以备案。', 'it is filed.'),
    refused: words('不予备案通知书', 'Notice: not filed', '经核对，不予备案。', 'it is not filed.'),
  },
  benefit: {
    granted: words(
      '准予行政给付决定书',
      'Decision: benefit granted',
      '经审查，决定准予给付。',
      'the benefit is granted.',
    ),
    refused: words(
      '不予行政给付决定书',
      'Decision: benefit refused',
      '经审查，决定不予给付。',
      'the benefit is refused.',
    ),
  },
  'public-service': {
    granted: words('办理结果告知书', 'Notice of the result', '已经办结。', 'it is done.'),
    refused: words('不予办理告知书', 'Notice: not done', '经审核，不予办理。', 'it can not be done.'),
  },
  'market-service': {
    granted: words('办理结果通知', 'Notice of the result', '已经办理。', 'it is done.'),
    refused: words('未予办理通知', 'Notice: not done', '经审核，未予办理。', 'it was not done.'),
  },
  other: {
    granted: words('办理结果告知书', 'Notice of the result', '已经办结。', 'it is done.'),
    refused: words('不予办理告知书', 'Notice: refused', '经审核，不予办理。', 'it is refused.'),
  },
};
