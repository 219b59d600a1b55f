// Without the legal type no clock, no outcome word and no remedy is known. The schema finds it missing (a draft does not tell
// missing from wrong); the words are told here, under their own code.
import type { Finding, Path } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

export const missingLegalType: Rule = {
  id: 'missing-legal-type',
  summary: { zh: '事项缺少事项类型', en: 'An item without its legal type' },
  check: () => [],
};

export const missingLegalTypeAt = (path: Path): Finding => ({
  path,
  message: {
    zh: '事项缺少事项类型（legalType）：时限规则、结果用语与救济途径都取决于它',
    en: 'The item lacks its legal type: the law of its clock, its outcome words and remedies depend on it',
  },
  hint: {
    zh: '行政许可 licence、行政确认 confirmation、登记 registration、备案 filing、行政给付 benefit、公共服务 public-service、市场服务 market-service、其他 other',
    en: 'One of licence, confirmation, registration, filing, benefit, public-service, market-service, other',
  },
});
