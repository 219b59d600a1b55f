// Procedures with their own time that only some items have: joint handling in stages, commitments, renewal, hearings, approval by silence.
import { z } from 'zod';
import { fieldId, kebabId, limit, text } from './schema-words.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;

const jointHandling = z
  .strictObject({
    article: z.literal(26).meta({ description: 'Licensing Law Art. 26. 行政许可法第二十六条。' }),
    mode: z
      .enum(['unified', 'joint', 'centralised'])
      .meta({ description: 'Unified, joint or centralised handling. 统一办理、联合办理或集中办理。' }),
    establishedBy: text.meta({ description: 'The document by which it was established. 确定文件。' }),
    limit: limit
      .default(wd(45))
      .meta({ description: 'From the first acceptance; `45wd` when left out (Art. 42). 联合办理时限。' }),
    extension: limit.optional().meta({
      description: 'By how much the head of the government of that level may extend it, at most `15wd`. 可延长期限。',
    }),
  })
  .meta({ id: 'JointHandling', description: 'Where the law of joint handling applies, and only there. 并联办理。' });

export const stage = z
  .strictObject({
    id: kebabId,
    name: text.meta({ description: 'Name of the stage. 阶段名称。' }),
    items: z.array(kebabId).min(1).max(100).meta({ description: 'Its items; an item has one stage. 阶段内事项。' }),
    committed: limit.optional().meta({ description: 'From the receipt of its first item. 阶段承诺时限。' }),
    jointHandling: jointHandling.optional(),
  })
  .meta({ id: 'Stage', description: 'Items that share a time limit. 阶段。' });

export const tolerated = z
  .strictObject({
    limit: limit.meta({ description: 'Within how long it is given afterwards. 补齐期限。' }),
    basis: text.meta({ description: 'The rule that allows it. 依据。' }),
  })
  .meta({ id: 'Tolerated', description: 'It may be promised and given later; never a main paper. 容缺受理。' });

export const commitment = z
  .strictObject({
    committed: limit.meta({ description: 'Committed limit when it is asked for on a commitment. 告知承诺办理时限。' }),
    afterCheck: limit.meta({ description: 'Within how long after the grant it is checked. 核查期限。' }),
    basis: text.meta({ description: 'The rule that allows it. 依据。' }),
  })
  .meta({ id: 'Commitment', description: 'Granted on a signed promise, checked afterwards. 告知承诺。' });

export const renewal = z
  .strictObject({
    expires: fieldId.meta({ description: 'Form field with the day on which the licence expires. 有效期届满日字段。' }),
    applyBefore: limit.optional().meta({
      description: 'At least so long before it must be applied for; later, silence renews nothing. 应提前申请的期限。',
    }),
    basis: text.meta({ description: 'The law by which silence renews. 准予延续依据。' }),
  })
  .meta({ id: 'Renewal', description: 'Not decided before it expires, it is renewed (Art. 50). 延续。' });

export const hearing = z
  .strictObject({
    request: limit
      .default(wd(5))
      .meta({ description: 'Within how long it is asked for; `5wd` when left out. 申请听证期限。' }),
    hold: limit
      .default(wd(20))
      .meta({ description: 'Within how long it is held; `20wd` when left out. 组织听证期限。' }),
    notice: limit
      .default(wd(7))
      .meta({ description: 'How long before it its day is told; `7wd` when left out. 提前通知期限。' }),
    basis: text.meta({ description: 'The law that gives the right (Arts. 46–48). 依据。' }),
  })
  .meta({ id: 'Hearing', description: 'The right to be heard before the decision. 听证。' });

export const deemedApproval = z
  .strictObject({
    basis: text.meta({ description: 'Law and article by which silence grants. 依据及条款。' }),
    region: z
      .string()
      .regex(/^(national|\d{6})$/)
      .meta({ description: 'Where that law applies: a division code, or `national`. 适用地区。' }),
  })
  .meta({
    id: 'DeemedApproval',
    description:
      'Not decided within the statutory limit, it is granted; nowhere else does time approve anything. 超时默许。',
  });
