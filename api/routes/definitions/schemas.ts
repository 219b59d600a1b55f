import { z } from 'zod';
import { instant, kebabId, text } from '../../schemas.ts';

const count = z.number().int();
export const definitions = z.object({
  definitions: z.array(
    z
      .object({
        matter: z.string(),
        version: z.string(),
        name: text,
        planHash: z.string(),
        state: z.enum(['current', 'published', 'retired']).meta({ description: 'current: what new cases start with' }),
        publishedAt: instant,
        publishedBy: z.string(),
        openCases: count,
        cases: count.meta({ description: 'That run, or ran, on this version' }),
      })
      .meta({ id: 'DefinitionVersion', description: '事项版本' }),
  ),
});
export const diagnostic = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: text,
    hint: text.nullable(),
    path: z.string().meta({ description: 'JSON pointer' }),
    line: count,
    column: count,
  })
  .meta({ id: 'Diagnostic', description: '定义检查结果' });
export const check = z
  .object({
    matter: z.string().nullable().meta({ description: 'null: it has errors, and nothing was compiled' }),
    version: z.string().nullable(),
    planHash: z.string().nullable(),
    diagnostics: z.array(diagnostic),
    scenarios: z.array(z.object({ id: z.string(), name: text })),
    diagram: text.nullable().meta({ description: 'Mermaid' }),
  })
  .meta({ id: 'DefinitionCheck' });
export const version = check.extend({ source: z.string() }).meta({ id: 'DefinitionSource' });
export const versionParams = z.object({ matter: kebabId, version: z.string().max(100) });
export const sourceBody = z.strictObject({
  source: z.string().min(1).max(524_288).meta({ description: 'The definition, YAML' }),
});
export const scenarioResults = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      name: text,
      holds: z.boolean(),
      differences: z.array(z.string()).meta({ description: 'What is otherwise than its `then` says' }),
    }),
  ),
});
export const jsonSchema = z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of a definition' });
export const proposal = z
  .object({
    id: z.uuid(),
    matter: z.string(),
    version: z.string(),
    planHash: z.string(),
    status: z.enum(['proposed', 'published', 'rejected']),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'DefinitionProposal', description: '事项版本提案' });
export const proposals = z.object({ proposals: z.array(proposal) });
export const proposalDetail = proposal
  .extend({ source: z.string(), check })
  .meta({ id: 'DefinitionProposalDetail' });
export const proposalParams = z.object({ id: z.uuid() });
