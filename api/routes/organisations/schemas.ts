import { z } from 'zod';
import { ROLES } from '../../../core/access.ts';
import { ORGANISATION_KINDS } from '../../../core/organisations/tree.ts';
import { CHANGE_STATUSES } from '../../../db/organisation-changes.ts';
import { allowedAction, instant, kebabId, page, personId, text } from '../../schemas.ts';

const MAX_STEPS = 1000;
export const MOST_PLANNED = 200;
const kind = z.enum(ORGANISATION_KINDS);
const role = z.enum(ROLES);
const divisionCode = z.string().max(12).meta({ description: '行政区划代码: 6, 9 or 12 digits' });
const named = z.string().trim().min(1).max(100);
const name = z.strictObject({ zh: named, en: named });
/** Eleven digits in a row are somebody's telephone or identity number, and no document's. */
export const reason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^(?!.*\d{11})/)
  .meta({ description: 'The document that orders it, or a code; nothing personal' });
const period = {
  from: instant.optional().meta({ description: 'The approval, when left out or past' }),
  until: instant.optional().meta({ description: 'The first instant at which it is over' }),
};
const at = instant.optional().meta({ description: 'The approval, when left out or past' });

export const step = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('createOrganisation'),
      id: kebabId,
      parentId: kebabId.nullable(),
      kind,
      divisionCode,
      name,
    }),
    z.strictObject({ type: z.literal('renameOrganisation'), id: kebabId, name }),
    z.strictObject({
      type: z.literal('moveOrganisation'),
      id: kebabId,
      parentId: kebabId.nullable(),
      divisionCode: divisionCode.optional(),
    }),
    z.strictObject({ type: z.literal('closeOrganisation'), id: kebabId }),
    z.strictObject({ type: z.literal('createPost'), id: kebabId, organisationId: kebabId, role, name }),
    z.strictObject({ type: z.literal('renamePost'), id: kebabId, name }),
    z.strictObject({ type: z.literal('closePost'), id: kebabId }),
    z.strictObject({ type: z.literal('appoint'), personId, postId: kebabId, ...period }),
    z.strictObject({ type: z.literal('endAppointment'), personId, postId: kebabId, at }),
    z.strictObject({
      type: z.literal('substitute'),
      personId,
      postId: kebabId,
      forPerson: personId.meta({ description: 'The absent one, who keeps his post' }),
      from: period.from,
      until: instant,
    }),
    z.strictObject({ type: z.literal('registerRepresentative'), principalId: personId, personId, ...period }),
    z.strictObject({ type: z.literal('endRepresentative'), principalId: personId, personId, at }),
  ])
  .meta({ id: 'OrganisationStep' });

export const organisationParams = z.object({ id: kebabId });
export const organisationQuery = z.object({
  ...page,
  parent: kebabId.optional().meta({ description: 'Only those right below it' }),
  roots: z.enum(['true', 'false']).default('false').meta({ description: 'Only those below none' }),
  q: z.string().trim().min(1).max(50).optional().meta({ description: 'Only those whose id, name or division has it' }),
});
export const historyQuery = z.object(page);
export const organisation = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    kind,
    divisionCode: z.string(),
    name: text,
    children: z.number().int().meta({ description: 'How many stand right below it' }),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Organisation', description: '机构' });
export const organisations = z.object({ organisations: z.array(organisation), next: z.string().nullable() });
const holder = z.object({
  personId: z.string(),
  kind: z.enum(['appointment', 'substitution']),
  forPerson: z.string().nullable(),
  from: instant,
  until: instant.nullable(),
});
export const organisationDetail = organisation
  .extend({
    posts: z.array(
      z.object({
        id: z.string(),
        role,
        name: text,
        closedAt: instant.nullable(),
        holders: z.array(holder).nullable().meta({ description: 'Now and to come; null for who may not know' }),
      }),
    ),
  })
  .meta({ id: 'OrganisationDetail' });
export const history = z.object({
  history: z.array(
    z
      .object({
        changeId: z.uuid(),
        step: z.number().int(),
        subjectKind: z.enum(['organisation', 'post', 'holding', 'authorisation']),
        subjectId: z.string(),
        before: z.unknown().meta({ description: 'The row as it was; null when it is new' }),
        after: z.unknown(),
        at: instant,
      })
      .meta({ id: 'OrganisationHistory' }),
  ),
  next: z.string().nullable(),
});

export const changeParams = z.object({ id: z.uuid() });
export const changeQuery = z.object({ ...page, status: z.enum(CHANGE_STATUSES).optional() });
export const proposal = z.strictObject({ reason, steps: z.array(step).min(1).max(MAX_STEPS) });
export const rejection = z.strictObject({ reason });
export const change = z
  .object({
    id: z.uuid(),
    reason: z.string(),
    status: z.enum(CHANGE_STATUSES),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    rejection: z.string().nullable(),
    stepCount: z.number().int(),
  })
  .meta({ id: 'OrganisationChange', description: '机构变更' });
const ofChange = z.array(allowedAction).meta({ description: 'Whether you may decide on it, or withdraw it' });
export const changeDetail = change
  .extend({ steps: z.array(step), actions: ofChange })
  .meta({ id: 'OrganisationChangeDetail' });
export const changes = z.object({ changes: z.array(change), next: z.string().nullable() });

export const importQuery = z.object({
  reason,
  'dry-run': z.enum(['true', 'false']).default('false').meta({ description: 'Only say what would be found' }),
});
export const importText = z.strictObject({ text: z.string() });
/** The file as it is, or its text. */
export const importBody = {
  content: {
    'text/csv': { schema: { type: 'string', format: 'binary' } },
    'application/json': {
      schema: {
        type: 'object',
        properties: { text: { type: 'string' } },
        required: ['text'],
        additionalProperties: false,
      },
    },
  },
};
export const imported = z
  .object({
    steps: z.number().int(),
    planned: z.array(step).meta({ description: `The steps; the first ${MOST_PLANNED} of many` }),
    change: change.nullable().meta({ description: 'null after a dry run' }),
  })
  .meta({ id: 'OrganisationImport' });
