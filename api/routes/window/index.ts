// 综窗: what waits at the windows where one is a clerk; while one serves somebody, what he has open there.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ownDigits } from '../../../core/access.ts';
import { caseView } from '../../../core/views.ts';
import { listHeldPosts } from '../../../db/people.ts';
import { listOfApplicant, listUnreceived } from '../../../db/reads/window-cases.ts';
import type { AppDeps } from '../../deps.ts';
import { principalOf } from '../../request.ts';
import { onBehalfOf, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import { caseSummary } from '../cases/schemas.ts';
import { maskName } from '../certificates/mask-name.ts';

const windowCases = z
  .object({
    cases: z.array(
      caseSummary.extend({
        applicant: z.string().nullable().meta({ description: 'First and last character of the name' }),
      }),
    ),
    more: z.boolean().meta({ description: 'There are more than these' }),
  })
  .meta({ id: 'WindowCases', description: '窗口办件' });
const MOST = 50;

export const windowRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { pool, clock, book, contents } = deps;
    app.get(
      '/window/cases',
      {
        schema: {
          tags: ['people'],
          security: signedIn,
          summary: '窗口待收件，或所服务申请人的办件',
          description: `Not received yet, the eldest ${MOST}; with Lianban-On-Behalf-Of the newest ${MOST} of that person.`,
          headers: onBehalfOf,
          response: { 200: windowCases, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        const now = await clock(pool);
        const at = await windowsOf(request.personId, now);
        const person = principalOf(request);
        const rows = await (person === undefined
          ? listUnreceived(pool, at, MOST + 1)
          : listOfApplicant(pool, at, person, MOST + 1));
        const cases = rows.slice(0, MOST).map(async ({ caseNo, planHash, applicantId, state }) => {
          const {
            items: _items,
            papers: _papers,
            ...summary
          } = caseView(await book.getPlan(pool, planHash), state, caseNo, now);
          const name = (await contents.getProfile(pool, applicantId))?.name;
          return { ...summary, applicant: name === undefined ? null : maskName(name) };
        });
        return { cases: await Promise.all(cases), more: rows.length > MOST };
      },
    );

    /** @throws DomainError for who is no clerk of a window */
    async function windowsOf(personId: string, now: number) {
      await allowRead(deps, personId, 'listWindowCases', {}, 'not-allowed');
      const posts = (await listHeldPosts(pool, personId, now)).filter(
        (p) => p.role === 'clerk' && p.orgKind === 'window',
      );
      return { windows: posts.map((p) => p.orgId), prefixes: posts.map((p) => ownDigits(p.divisionCode)) };
    }
  };
