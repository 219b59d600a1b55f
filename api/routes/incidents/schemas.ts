import { z } from 'zod';
import { INCIDENT_KINDS, RESOLUTIONS, type IncidentKind, type Resolution } from '../../../core/incidents.ts';
import { instant, page } from '../../schemas.ts';

const kind = z.enum(Object.keys(INCIDENT_KINDS) as IncidentKind[]);
const fields = {
  id: z.uuid(),
  caseNo: z.string().nullable(),
  kind: z.string(),
  code: z.string(),
  occurrences: z.number().int(),
  openedAt: instant,
  lastAt: instant,
  resolvedAt: instant.nullable(),
  retryable: z.boolean().meta({ description: 'Whether another try may help; else people must look' }),
};
export const incident = z.object(fields).meta({ id: 'Incident', description: '异常' });
export const incidents = z.object({ incidents: z.array(incident), next: z.string().nullable() });
export const incidentDetail = z
  .object({
    ...fields,
    handlings: z.array(
      z.object({
        action: z.enum(['retry', 'resolve']),
        reason: z.string().nullable(),
        personId: z.string(),
        postId: z.string().nullable(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'IncidentDetail', description: '异常及其处理记录' });

export const incidentParams = z.object({ id: z.uuid() });
export const incidentQuery = z.object({
  ...page,
  open: z.enum(['true', 'false']).optional().meta({ description: 'Only those not resolved, or only those that are' }),
  kind: kind.optional(),
});
export const resolution = z
  .object({ reason: z.enum(Object.keys(RESOLUTIONS) as Resolution[]) })
  .meta({ id: 'Resolution', description: '处理结论' });
