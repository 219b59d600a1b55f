// The definition format: one joint matter as people write it in YAML. docs/definition-format.md is generated from this file.
// Unknown keys are faults: a misspelt key must never be silently without effect.
import { z } from 'zod';
import { LEGAL_TYPES } from '../engine/plan.ts';
import { lights } from './schema-lights.ts';
import { commitment, deemedApproval, hearing, renewal, stage } from './schema-procedures.ts';
import { formGroup, guideQuestion, material } from './schema-form.ts';
import { samples, scenario } from './schema-scenario.ts';
import { atMost, fieldId, kebabId, limit, source, text } from './schema-words.ts';

const organ = kebabId.meta({ description: 'Organisation id of definitions/departments.yaml. 机构编号。' });
const digits = (n: number) => z.string().regex(new RegExp(`^[0-9A-Za-z]{${n}}$`));

const organs = z
  .strictObject({
    accepts: organ.meta({ description: 'Accepting organ. 受理机关。' }),
    decides: organ.meta({ description: 'Deciding organ. 决定机关。' }),
    issues: organ.meta({ description: 'Issuing organ. 发证机关。' }),
    supervises: organ.meta({ description: 'Supervising organ. 监管机关。' }),
  })
  .meta({ id: 'Organs', description: 'Four facts, not one. 受理、决定、发证、监管机关。' });

const itemLimits = z
  .strictObject({
    statutory: limit.meta({ description: 'Statutory limit. 法定时限。' }),
    committed: limit.meta({ description: 'Committed limit, never longer. 承诺时限。' }),
    starts: z.enum(['received', 'accepted']).meta({ description: 'What starts the clock. 起算点：收件或受理。' }),
    basis: text.meta({ description: 'The rule the limit rests on. 时限依据。' }),
    accept: limit.optional().meta({
      description:
        'Within how long it is accepted or corrected; silence accepts it. A licence that is accepted first: `5wd` when left out. 受理期限。',
    }),
    deliver: limit.optional().meta({
      description: 'Within how long a decision is served. A licence: `10wd` when left out. 送达期限。',
    }),
    correction: z
      .strictObject({
        limit: limit.meta({ description: 'Within how long the applicant corrects. 补正期限。' }),
        treatedAsWithdrawn: text.optional().meta({
          description: 'The rule by which an application not corrected counts as withdrawn. 视为撤回的依据。',
        }),
      })
      .optional()
      .meta({ id: 'Correction', description: 'The time of a correction before acceptance. 补正。' }),
    extension: z
      .strictObject({
        limit: limit.meta({ description: 'By how much. 可延长期限。' }),
        by: z
          .literal('head')
          .meta({ description: 'Who approves: the head of the deciding organ. 批准人：机关负责人。' }),
      })
      .optional()
      .meta({
        id: 'Extension',
        description: 'By how much the law lets the limit be extended, once, before it ends. 法定延长。',
      }),
    deemedApproval: deemedApproval.optional(),
  })
  .meta({ id: 'ItemLimits', description: 'The time limits of an item. 办理时限。' });

const output = z
  .strictObject({
    id: fieldId,
    label: text,
    type: z.enum(['text', 'credit-code', 'date', 'number']).meta({ description: 'Type of the value. 类型。' }),
    maxLength: z.number().int().min(1).max(2000).optional().meta({ description: 'Most characters. 最多字数。' }),
  })
  .meta({ id: 'Output', description: 'What a granting decision must carry. 办理结果数据。' });

export const item = z
  .strictObject({
    id: kebabId,
    name: text.meta({ description: 'Name of the item. 事项名称。' }),
    legalType: z.enum(LEGAL_TYPES).meta({ description: 'Legal type; decides the law of the clock. 事项类型。' }),
    catalogCode: digits(12).optional().meta({ description: 'Catalogue code, 12 characters. 基本编码。' }),
    taskCode: digits(31).optional().meta({ description: 'Local task code, 31 characters. 实施编码。' }),
    handleItemCode: digits(14).optional().meta({ description: 'Handling-item code, 14 characters. 办理项编码。' }),
    organs,
    after: z
      .array(kebabId)
      .max(50)
      .default([])
      .meta({ description: 'Items whose granted result this one needs. 前置事项。' }),
    when: kebabId.optional().meta({ description: 'Condition id: the item applies only when it holds. 适用条件。' }),
    presence: z
      .enum(['required', 'optional'])
      .default('required')
      .meta({ description: '`optional`: the applicant may deselect it. 必办或可选。' }),
    heldBy: kebabId
      .optional()
      .meta({ description: 'Type of certificate that makes it superfluous. 已持有何种证照则免办。' }),
    acceptance: z
      .enum(['none', 'onReceipt', 'window', 'item'])
      .meta({ description: 'No accept step, accepted on receipt, by the window, or by the organ. 受理方式。' }),
    limits: itemLimits,
    lights: lights.optional().meta({ description: "Instead of the matter's own. 本事项的红黄灯与督办。" }),
    outputs: z.array(output).max(20).default([]).meta({ description: 'Data of the granting decision. 结果数据。' }),
    certificate: z
      .strictObject({ type: kebabId, name: text, holder: fieldId.optional() })
      .optional()
      .meta({ description: 'Certificate issued with the granting decision. 核发证照。' }),
    system: kebabId.optional().meta({ description: "Name of the department's own system that is asked. 对接系统。" }),
    reads: z
      .strictObject({
        form: z.array(fieldId).max(200).default([]).meta({ description: 'Form fields the organ may see. 可见字段。' }),
        materials: z
          .array(kebabId)
          .max(50)
          .default([])
          .meta({ description: 'Materials the organ may see. 可见材料。' }),
      })
      .meta({ id: 'Reads', description: 'What the organ may see, and no more. 可见范围。' }),
    specialProcedures: z
      .array(
        z.strictObject({
          ground: kebabId,
          name: text,
          basis: text.meta({ description: 'Law, regulation or rule that says its time is not counted. 依据。' }),
        }),
      )
      .max(20)
      .optional()
      .meta({
        description:
          'Grounds that stop the clock beside the eight of Licensing Law Art. 45, which every licence has. 依法不计入期限的其他程序。',
      }),
    commitment: commitment.optional(),
    renewal: renewal.optional(),
    hearing: hearing.optional(),
    review: z.literal('required').optional().meta({ description: 'One officer reviews, another decides. 一审一核。' }),
    refusable: z.boolean().meta({ description: 'Whether the organ may refuse at all. 是否可作不予决定。' }),
    remedies: z
      .strictObject({ reconsideration: text, suit: text })
      .optional()
      .meta({ description: 'What a refused applicant may do. 救济途径。' }),
  })
  .meta({ id: 'Item', description: "One department's approval inside the joint matter. 事项。" });

const receipt = z
  .strictObject({
    at: z.enum(['submission', 'window']).meta({ description: 'When the papers count as received. 收件时点。' }),
    expires: z.strictObject({ limit, basis: text }).optional().meta({
      description: 'Only `at: window`: not brought in time, the application expires, by the rule named. 逾期失效。',
    }),
  })
  .meta({ id: 'Receipt', description: 'How the papers are received. 收件方式。' });

export const definitionSchema = z
  .strictObject({
    format: z.literal(1).meta({ description: 'Version of this format. 格式版本。' }),
    matter: kebabId.meta({ description: 'Id of the joint matter. “一件事”编号。' }),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/)
      .meta({ description: 'Version, `1.0.0`. 版本。' }),
    name: text.meta({ description: 'Name of the joint matter. 名称。' }),
    summary: text.meta({ description: 'What it is, in a sentence. 简介。' }),
    lead: organ.meta({ description: 'Lead department: convenes and chases, decides for nobody. 牵头部门。' }),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .meta({ description: 'Division code, six digits, quoted. 行政区划代码。' }),
    committedLimit: limit.meta({ description: 'Committed limit of the whole case, from receipt. 整体承诺时限。' }),
    lights: lights
      .default({ yellowPercent: 90 })
      .meta({ description: 'When a clock is yellow, and who is told at which threshold. 红黄灯与督办。' }),
    receipt,
    guide: z.array(guideQuestion).max(50).default([]).meta({ description: 'Guided questions. 情形引导。' }),
    form: z
      .strictObject({ groups: z.array(formGroup).min(1).max(50) })
      .meta({ description: 'The one form. 一张表单。' }),
    materials: z.array(material).max(100).default([]).meta({ description: 'The one set of papers. 一套材料。' }),
    conditions: z
      .record(kebabId, z.string().min(1).max(500))
      .superRefine(atMost(200))
      .default({})
      .meta({ description: 'Condition id → CEL over `form` and `guide`; see docs/rules. 条件表达式。' }),
    items: z.array(item).min(1).max(100).meta({ description: 'The items, in any order. 事项。' }),
    stages: z.array(stage).min(1).max(20).optional().meta({ description: 'Items that share a limit. 阶段。' }),
    sources: z
      .array(
        z.strictObject({
          path: z
            .string()
            .regex(/^(\/[^/]+)+$/)
            .max(300),
          source,
        }),
      )
      .max(1000)
      .default([])
      .meta({
        description: 'Where each fact was read; `path` is /items/<id>/…, a prefix covers all below. 事实依据。',
      }),
    samples,
    scenarios: z
      .array(scenario)
      .max(200)
      .default([])
      .meta({ description: 'Tests of the definition; not part of the plan. 测试场景。' }),
  })
  .meta({ id: 'Definition', description: 'One joint matter. “一件事”定义。' });

/** A definition whose shape is right; rules may still find faults in what it says. */
export type Definition = z.output<typeof definitionSchema>;
export type DefinitionItem = Definition['items'][number];
export type DefinitionField = Definition['form']['groups'][number]['fields'][number];
