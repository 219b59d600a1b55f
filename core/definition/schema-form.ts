// The applicant's side of the definition format: guide questions, form, materials. See schema.ts for the whole.
import { z } from 'zod';
import { FIELD_TYPES } from '../engine/plan.ts';
import { tolerated } from './schema-procedures.ts';
import { fieldId, kebabId, text } from './schema-words.ts';

const whole = z.number().int().min(0).max(1_000_000);
const label = text.meta({ description: 'What the applicant reads. 显示名称。' });
const help = text.optional().meta({ description: 'A sentence of help. 填写说明。' });
const when = kebabId
  .optional()
  .meta({ description: 'Condition id (see `conditions`): asked only when it holds. 条件编号，成立时才要求。' });

const option = z.strictObject({
  value: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .max(60)
    .meta({ description: 'ASCII value stored and compared in conditions. 存储值。' }),
  label,
});
const options = z
  .array(option)
  .min(1)
  .max(500)
  .optional()
  .meta({ description: 'For `choice`: what may be chosen. 选项。' });

export const guideQuestion = z
  .strictObject({
    id: fieldId,
    label,
    help,
    type: z.enum(['boolean', 'choice']).meta({ description: 'Yes/no, or one of `options`. 是否题或单选题。' }),
    options,
  })
  .meta({ id: 'GuideQuestion', description: 'One guided question in everyday words. 情形引导问题。' });

const simpleField = {
  id: fieldId,
  label,
  help,
  required: z.boolean().default(true).meta({ description: 'Whether it must be filled in; default true. 是否必填。' }),
  when,
  minLength: whole.optional().meta({ description: 'Least characters of a text. 最少字数。' }),
  maxLength: whole.optional().meta({ description: 'Most characters of a text (default 1000). 最多字数。' }),
  minimum: z.number().optional().meta({ description: 'Least number, or 分 of money. 最小值。' }),
  maximum: z.number().optional().meta({ description: 'Greatest number, or 分 of money. 最大值。' }),
  options,
};
const rowField = z
  .strictObject({
    ...simpleField,
    type: z
      .enum(FIELD_TYPES)
      .exclude(['list'])
      .meta({ description: 'Type of the value; no list inside a list. 字段类型。' }),
  })
  .meta({ id: 'RowField', description: 'A field of each row of a list. 列表行字段。' });
export const formField = z
  .strictObject({
    ...simpleField,
    type: z.enum(FIELD_TYPES).meta({ description: 'Type of the value; `money` is in 分. 字段类型，金额以分为单位。' }),
    fields: z
      .array(rowField)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'For `list`: the fields of each row. 行字段。' }),
    minItems: whole.optional().meta({ description: 'For `list`: least rows. 最少行数。' }),
    maxItems: whole.max(500).optional().meta({ description: 'For `list`: most rows (default 100). 最多行数。' }),
    sumOf: z
      .strictObject({ field: fieldId, equals: z.number() })
      .optional()
      .meta({ description: 'For `list`: this field of all rows must add up to `equals`. 各行该字段合计须等于此值。' }),
  })
  .meta({ id: 'FormField', description: 'One field of the form. 表单字段。' });

export const formGroup = z
  .strictObject({
    id: fieldId,
    label,
    when,
    fields: z.array(formField).min(1).max(200).meta({ description: 'Fields in the order shown. 字段。' }),
  })
  .meta({ id: 'FormGroup', description: 'A group of fields shown together. 字段分组。' });

export const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export const material = z
  .strictObject({
    id: kebabId,
    name: text.meta({ description: 'Name of the document. 材料名称。' }),
    required: z.boolean().default(true).meta({ description: 'Whether it must be given; default true. 是否必交。' }),
    when,
    accepts: z
      .array(z.enum(MEDIA_TYPES))
      .min(1)
      .default([...MEDIA_TYPES])
      .meta({ description: 'Media types accepted, by content. 接受的文件类型。' }),
    maxBytes: z
      .number()
      .int()
      .min(1)
      .max(104_857_600)
      .default(10_485_760)
      .meta({ description: 'Most bytes; default 10 MB. 文件大小上限（字节）。' }),
    original: z
      .boolean()
      .optional()
      .meta({ description: 'Whether somebody must see the original, too. 是否须核验原件。' }),
    tolerated: tolerated.optional(),
  })
  .meta({ id: 'Material', description: 'A document asked of the applicant. 申请材料。' });
