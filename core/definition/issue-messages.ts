// What the schema found, in the product's two languages, as findings with a code of our own.
import type { z } from 'zod';
import type { Finding, Path } from './diagnostic.ts';
import { missingLegalType, missingLegalTypeAt } from './rules/missing-legal-type.ts';

type Issue = z.core.$ZodIssue;
export interface CodedFinding extends Finding {
  readonly code: string;
}

const TYPES: Record<string, string> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '是/否（true/false）',
  object: '键值对象',
  array: '列表',
  record: '键值对象',
};
const CUSTOM: Record<string, readonly [string, string]> = {
  'limit-format': [
    '时限应写作 3wd（工作日）、30d（自然日）、4wh（工作小时）、6mo（月）或 1y（年）',
    'A limit is written 3wd (working days), 30d (calendar days), 4wh (working hours), 6mo (months) or 1y (years)',
  ],
  'date-format': ['应为真实日期，格式 YYYY-MM-DD', 'A real date is needed, written YYYY-MM-DD'],
  'instant-format': [
    '应为带时区的时刻，如 2026-03-02T10:00+08:00',
    'An instant with offset is needed: 2026-03-02T10:00+08:00',
  ],
  'reserved-name': ['此名称为保留字，请改用其他标识符', 'This name is reserved; choose another identifier'],
  'one-verb': ['每一步应恰有一个动作', 'Each step has exactly one verb'],
  'step-at': ['此步骤缺少时刻 at', 'The step lacks its instant `at`'],
};

/** Findings of one issue of the schema; `value` is what was parsed, to tell a missing key from a wrong type. */
export function issueFindings(issue: Issue, value: unknown, base: Path = []): CodedFinding[] {
  const path: Path = [...base, ...issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p))];
  const finding = (code: string, zh: string, en: string, more: Partial<Finding> = {}): CodedFinding[] => [
    { code, message: { zh, en }, path, ...more },
  ];
  const name = String(path.at(-1) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown-key',
        message: { zh: `不认识的键 ${key}`, en: `Unknown key ${key}` },
        path: [...path, key],
        key: true,
      }));
    case 'invalid_key':
      return finding('wrong-key', `键 ${name} 不是合法标识符`, `Key ${name} is no valid identifier`, { key: true });
    case 'invalid_union': {
      const branch = issue.errors.find((errors) => !errors.some((e) => e.path.length === 0 && isTypeFault(e)));
      if (branch && valueAt(value, path) !== undefined) return branch.flatMap((e) => issueFindings(e, value, path));
      break;
    }
    case 'invalid_type': {
      if (isMissing(value, path)) break;
      const expected = issue.expected;
      return finding('wrong-type', `${name} 应为${TYPES[expected] ?? expected}`, `${name} must be of type ${expected}`);
    }
    case 'invalid_value':
      if (isMissing(value, path)) break;
      return finding(
        'wrong-value',
        `${name} 只能取：${issue.values.join('、')}`,
        `${name} must be one of: ${issue.values.join(', ')}`,
      );
    case 'invalid_format':
      return finding('wrong-format', `${name} 格式不正确`, `${name} does not have the right form`);
    case 'too_small':
    case 'too_big': {
      if (issue.code === 'too_big' && issue.origin === 'array') return tooMany(path, name, Number(issue.maximum));
      const limit = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
      const [zh, en] = issue.code === 'too_small' ? ['少于', 'below'] : ['超过', 'above'];
      return finding(
        issue.code === 'too_small' ? 'too-small' : 'too-big',
        `${name} ${zh} ${limit}`,
        `${name} is ${en} ${limit}`,
      );
    }
    case 'custom': {
      if (issue.message.startsWith('too-many:')) return tooMany(path, name, Number(issue.message.slice(9)));
      const [zh, en] = CUSTOM[issue.message] ?? [issue.message, issue.message];
      return finding(issue.message in CUSTOM ? issue.message : 'wrong-value', `${name}：${zh}`, `${name}: ${en}`);
    }
    case 'invalid_element':
    case 'not_multiple_of':
      break;
  }
  if (!isMissing(value, path)) return finding('wrong-value', `${name} 的值不正确`, `${name} has a wrong value`);
  if (path.length === 3 && path[0] === 'items' && name === 'legalType')
    return [{ code: missingLegalType.id, ...missingLegalTypeAt(path) }];
  return finding('missing-key', `缺少 ${name}`, `${name} is missing`);
}

const tooMany = (path: Path, name: string, most: number): CodedFinding[] => [
  { code: 'too-many', message: { zh: `${name} 最多 ${most} 个`, en: `${name} holds at most ${most}` }, path },
];

const isTypeFault = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';
const isMissing = (value: unknown, path: Path): boolean => valueAt(value, path) === undefined;
function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
