// One value against its field: type, size, check digits. A list is checked in form-list.ts.
import { creditCodeFault } from '../codes/credit-code.ts';
import { identityNumberFault } from '../codes/identity-number.ts';
import type { FormField } from '../engine/plan.ts';
import { labelled, type FormFault, type FormFaultCode } from './form-fault.ts';
import { isCivilDate } from './schema-words.ts';

export const DEFAULT_MAX_LENGTH = 1000;
export const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?)$/;
// Control characters have no place in a form; a line break and a tab may stand in a longer text.
const CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether nothing was filled in: for a required field an empty text or empty list is as good as none. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Faults of one value that is there. Several for one value where they are independent. */
export function checkValue(field: FormField, value: unknown, pointer: string): FormFault[] {
  const say = (code: FormFaultCode, zh: string, en: string): FormFault[] => [
    labelled(pointer, code, field.label, zh, en),
  ];
  const number = (): FormFault[] => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return say('wrong-type', '应为数字', 'must be a number');
    if (field.type !== 'number' && !Number.isSafeInteger(value))
      return say('wrong-type', '应为整数', 'must be a whole number');
    const minimum = field.minimum ?? (field.type === 'money' ? 0 : undefined);
    if (minimum !== undefined && value < minimum)
      return say('too-small', `不得小于 ${minimum}`, `must be at least ${minimum}`);
    if (field.maximum !== undefined && value > field.maximum)
      return say('too-big', `不得大于 ${field.maximum}`, `must be at most ${field.maximum}`);
    return [];
  };
  if (field.type === 'integer' || field.type === 'number' || field.type === 'money') return number();
  if (field.type === 'boolean')
    return typeof value === 'boolean' ? [] : say('wrong-type', '应为是或否', 'must be true or false');
  if (typeof value !== 'string') return say('wrong-type', '应为文本', 'must be a text');
  switch (field.type) {
    case 'choice':
      return (field.options ?? []).some((o) => o.value === value)
        ? []
        : say('not-an-option', '不在可选范围内', 'is none of the options');
    case 'date':
      return isCivilDate(value)
        ? []
        : say('bad-date', '应为真实日期（YYYY-MM-DD）', 'must be a real date (YYYY-MM-DD)');
    case 'phone':
      return PHONE.test(value)
        ? []
        : say(
            'bad-phone',
            '应为手机号码或带区号的固定电话',
            'must be a mainland mobile number or a landline with area code',
          );
    case 'identity-number':
      return identityFaults(value, say);
    case 'credit-code': {
      const wrong = creditCodeFault(value);
      if (wrong === 'format')
        return say('bad-credit-code', '应为 18 位统一社会信用代码', 'must be a credit code of 18 characters');
      return wrong ? say('bad-credit-code', '校验码不正确', 'has a wrong check character') : [];
    }
    default:
      return textFaults(field, value, say);
  }
}

type Say = (code: FormFaultCode, zh: string, en: string) => FormFault[];

function identityFaults(value: string, say: Say): FormFault[] {
  switch (identityNumberFault(value)) {
    case 'format':
      return say('bad-identity-number', '应为 18 位公民身份号码', 'must be an identity number of 18 characters');
    case 'date':
      return say('bad-identity-number', '中的出生日期不存在', 'holds a date of birth that does not exist');
    case 'check':
      return say('bad-identity-number', '校验码不正确', 'has a wrong check character');
    case undefined:
      return [];
  }
}

/** Characters are counted as people do: a rare Chinese character outside the basic plane is one. */
function textFaults(field: FormField, value: string, say: Say): FormFault[] {
  const maxLength = field.maxLength ?? DEFAULT_MAX_LENGTH;
  const length = value.length > maxLength * 2 ? value.length : [...value].length;
  const faults: FormFault[] = [];
  if (length > maxLength)
    faults.push(...say('too-long', `不得超过 ${maxLength} 个字符`, `must have at most ${maxLength} characters`));
  if (field.minLength !== undefined && length < field.minLength)
    faults.push(
      ...say('too-short', `不得少于 ${field.minLength} 个字符`, `must have at least ${field.minLength} characters`),
    );
  if (length <= maxLength && CONTROL.test(value))
    faults.push(...say('bad-characters', '含有不允许的字符', 'holds characters that are not allowed'));
  return faults;
}
