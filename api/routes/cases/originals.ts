// 核验原件: at the window, or by an organ whose item reads the paper. An append-only fact of the case.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppDeps } from '../../deps.ts';
import { kebabId } from '../../schemas.ts';
import { applyTo, changeOfCase } from './apply.ts';
import { caseParams } from './schemas.ts';

const originalBody = z.strictObject({
  kept: z.boolean().meta({ description: 'true: 留存, until it is returned; false: given back at once' }),
});
const paperParams = caseParams.extend({ material: kebabId });

export const originalRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const apply = applyTo(deps);
    const change = (summary: string) => ({ ...changeOfCase(summary), params: paperParams });
    app.post(
      '/cases/:no/materials/:material/original',
      { schema: { ...change('核验原件'), body: originalBody } },
      (request) => {
        const { no, material } = request.params;
        return apply(request, no, { type: 'seeOriginal', material, ...request.body });
      },
    );
    app.post('/cases/:no/materials/:material/original/return', { schema: change('退还原件') }, (request) => {
      const { no, material } = request.params;
      return apply(request, no, { type: 'returnOriginal', material });
    });
  };
