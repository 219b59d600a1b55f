// The small words of the definition format: ids, texts, limits, sources. See schema.ts for the whole.
import { z } from 'zod';
import { parseLimit } from '../clock/limit.ts';

/** A name every JavaScript object answers to would meet inherited members wherever ids are looked up. */
const isFree = (id: string): boolean => !(id in Object.prototype);
const NOT_FREE = { message: 'reserved-name' };

export const kebabId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60)
  .refine(isFree, NOT_FREE)
  .meta({ description: 'Kebab-case ASCII identifier. 短横线小写标识符。' });
export const fieldId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(60)
  .refine(isFree, NOT_FREE)
  .meta({ description: 'camelCase ASCII identifier; conditions name it. 驼峰式标识符，条件表达式中使用。' });

export const text = z
  .strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
  .meta({ description: 'A text in Chinese and English. 中英文文本。' });

export const limit = z
  .string()
  .transform((value, context) => {
    const parsed = parseLimit(value);
    if (parsed) return parsed;
    context.addIssue({ code: 'custom', message: 'limit-format' });
    return z.NEVER;
  })
  .meta({
    description:
      'A limit: `3wd` working days, `30d` calendar days, `0wd` on the spot, `4wh` working hours, `6mo` months, `1y` years. 时限：wd 工作日，d 自然日，wh 工作小时，mo 月，y 年。',
  });

export const source = z
  .union([
    z.literal('unconfirmed'),
    z.strictObject({ document: z.string().min(1).max(300), article: z.string().min(1).max(100).optional() }),
  ])
  .meta({
    description:
      'The document (and article) the fact was read in, or `unconfirmed`. 依据文件及条款；未核实写 unconfirmed。',
  });

export const civilDate = z
  .string()
  .refine((value) => isCivilDate(value), { message: 'date-format' })
  .meta({ description: 'Civil date YYYY-MM-DD, Asia/Shanghai. 日期。' });

/** Whether the text is a real civil date, YYYY-MM-DD. */
export function isCivilDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
/** An instant with its offset, `2026-03-02T10:00+08:00`, to epoch milliseconds. */
export const instant = z
  .string()
  .transform((value, context) => {
    const match = INSTANT.exec(value);
    const at = match && isCivilDate(match[1]!) ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(at)) return at;
    context.addIssue({ code: 'custom', message: 'instant-format' });
    return z.NEVER;
  })
  .meta({ description: 'Instant with offset, `2026-03-02T10:00+08:00`. 带时区的时刻。' });

/** For maps, whose size zod does not limit: at most so many members. */
export const atMost =
  (most: number) =>
  (value: Record<string, unknown>, context: z.RefinementCtx): void => {
    if (Object.keys(value).length > most) context.addIssue({ code: 'custom', message: `too-many:${most}` });
  };
