// Procedures with their own time: hearings, commitments and their checks, the extension of joint handling.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppDeps } from '../../deps.ts';
import { kebabId } from '../../schemas.ts';
import { documentNumber, extensionBody, extensionDecisionBody } from '../tasks/schemas.ts';
import { applyTo, changeOfCase } from './apply.ts';
import { caseParams } from './schemas.ts';

const ofItem = z.strictObject({ item: kebabId });
const hearingBody = ofItem.extend({
  wanted: z.boolean().meta({ description: 'false: the right is given up' }),
});
const afterCheckBody = ofItem.extend({
  kept: z.boolean().meta({ description: 'Whether what was promised is so' }),
  document: documentNumber.unwrap().meta({ description: 'Number of the record of the check' }),
});
const stageParams = caseParams.extend({ stage: kebabId });

export const procedureRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const apply = applyTo(deps);
    app.post('/cases/:no/hearing', { schema: { ...changeOfCase('申请或放弃听证'), body: hearingBody } }, (request) => {
      const { item, wanted } = request.body;
      return apply(request, request.params.no, { type: wanted ? 'requestHearing' : 'waiveHearing', item });
    });
    app.post('/cases/:no/commitment-withdrawal', { schema: { ...changeOfCase('撤回承诺'), body: ofItem } }, (request) =>
      apply(request, request.params.no, { type: 'withdrawCommitment', ...request.body }),
    );
    app.post('/cases/:no/after-checks', { schema: { ...changeOfCase('承诺核查'), body: afterCheckBody } }, (request) =>
      apply(request, request.params.no, { type: 'recordAfterCheck', ...request.body }),
    );
    app.post(
      '/cases/:no/stages/:stage/extension',
      { schema: { ...changeOfCase('并联办理申请延期'), params: stageParams, body: extensionBody } },
      (request) => {
        const { no, stage } = request.params;
        return apply(request, no, { type: 'requestJointExtension', stage, ...request.body });
      },
    );
    app.post(
      '/cases/:no/stages/:stage/extension/decision',
      { schema: { ...changeOfCase('批准并联办理延期'), params: stageParams, body: extensionDecisionBody } },
      (request) => {
        const { no, stage } = request.params;
        const { approve, document } = request.body;
        const named = document === undefined ? {} : { document };
        return apply(request, no, { type: 'decideJointExtension', stage, approve, ...named });
      },
    );
  };
