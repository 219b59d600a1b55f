// Calendars: what is published, what is proposed, what it would move; published by a second person.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { HeldPost } from '../../../core/access.ts';
import { CalendarFault, parseCalendar } from '../../../core/definition/calendar-file.ts';
import { printCalendar } from '../../../core/definition/print-calendar.ts';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import * as calendars from '../../../db/calendars.ts';
import { previewCalendar } from '../../../ledger/recalculate.ts';
import { refuseUnlessSecondPerson } from '../../../ledger/second-person.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import { actionOf } from '../../decisions.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead, heldPosts } from '../../standing.ts';
import * as s from './schemas.ts';
import { calendarView } from './view.ts';

const common = { tags: ['calendars'], security: signedIn };
const notFound = () => new DomainError('calendar-not-found', 'There is no such calendar or proposal.');

function parsed(source: string) {
  try {
    return parseCalendar(source, sha256);
  } catch (error) {
    const faults = error instanceof CalendarFault ? error.faults.slice(0, 50) : [];
    throw new DomainError('calendar-invalid', 'The text is no calendar that can be used.', { faults });
  }
}

export const calendarRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const rolloutOf = async ({ status, calendar }: calendars.Proposal) => {
      const rollout = status === 'published' ? await calendars.findRollout(deps.pool, calendar.hash) : undefined;
      if (!rollout) return null;
      const { cases, moved, failed, startedAt, finishedAt } = rollout;
      return {
        ...{ cases, moved, failed },
        remaining: finishedAt === undefined ? await calendars.countOpenCasesByOtherCalendar(deps.pool, calendar) : 0,
        startedAt: toInstant(startedAt),
        finishedAt: finishedAt === undefined ? null : toInstant(finishedAt),
      };
    };
    const viewFor = async (p: calendars.Proposal, personId: string, posts: readonly HeldPost[]) => {
      const { id, status, proposedBy, proposedAt, decidedBy, decidedAt } = p;
      const { id: calendar, version, hash } = p.calendar;
      return {
        ...{ id, calendar, version, hash, status, proposedBy, decidedBy },
        proposedAt: toInstant(proposedAt),
        decidedAt: decidedAt === undefined ? null : toInstant(decidedAt),
        rollout: await rolloutOf(p),
        actions: [await actionOf('publishCalendar', posts, () => refuseUnlessSecondPerson(p, personId))],
      };
    };
    const view = async (p: calendars.Proposal, personId: string) =>
      viewFor(p, personId, (await heldPosts(deps, personId)).posts);
    const find = async (id: string) => {
      const proposal = await calendars.findProposal(deps.pool, id);
      if (!proposal) throw notFound();
      return proposal;
    };
    const mayPropose = (personId: string) => allowRead(deps, personId, 'proposeCalendar', {}, 'not-allowed');

    app.get(
      '/calendars',
      {
        schema: {
          ...common,
          summary: '工作日历版本',
          response: { 200: s.calendarList, ...problemResponses(401) },
        },
      },
      async () => ({
        calendars: (await calendars.listCalendars(deps.pool)).map((c) => ({
          ...c,
          publishedAt: toInstant(c.publishedAt),
        })),
      }),
    );
    app.get(
      '/calendars/:id/:version',
      {
        schema: {
          ...common,
          summary: '工作日历',
          params: s.calendarParams,
          response: { 200: s.calendar, ...problemResponses(401, 404) },
        },
      },
      async (request) => {
        const found = await calendars.findCalendarVersion(deps.pool, request.params.id, request.params.version);
        if (!found) throw notFound();
        return calendarView(found, (await calendars.findCalendarSource(deps.pool, found.hash)) ?? printCalendar(found));
      },
    );
    app.get(
      '/calendar-proposals',
      { schema: { ...common, summary: '日历提案', response: { 200: s.proposals, ...problemResponses(401, 403) } } },
      async (request) => {
        await mayPropose(request.personId);
        const { posts } = await heldPosts(deps, request.personId);
        const proposals = await calendars.listProposals(deps.pool);
        return { proposals: await Promise.all(proposals.map((p) => viewFor(p, request.personId, posts))) };
      },
    );
    app.get(
      '/calendar-proposals/:id',
      {
        schema: {
          ...common,
          summary: '日历提案原文',
          params: s.proposalParams,
          response: { 200: s.proposalDetail, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        await mayPropose(request.personId);
        const found = await find(request.params.id);
        return { ...(await view(found, request.personId)), content: calendarView(found.calendar, found.source) };
      },
    );
    app.post(
      '/calendar-proposals',
      {
        schema: {
          ...common,
          summary: '提出新日历',
          headers: idempotent,
          body: s.proposeBody,
          response: { 201: s.proposal, ...problemResponses(401, 403, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        const { source } = request.body;
        await mayPropose(request.personId);
        const id = await deps.ledger.proposeCalendar(requestOf(request), parsed(source), source);
        return reply.code(201).send(await view(await find(id), request.personId));
      },
    );
    app.get(
      '/calendar-proposals/:id/effect',
      {
        schema: {
          ...common,
          summary: '对在办件的影响',
          params: s.proposalParams,
          response: { 200: s.effect, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        await mayPropose(request.personId);
        const { newlyOverdue, ...effect } = await previewCalendar(
          deps,
          deps.pool,
          (await find(request.params.id)).calendar,
        );
        return { ...effect, newlyOverdue: [...newlyOverdue] };
      },
    );
    for (const [verb, outcome, summary] of [
      ['publication', 'published', '发布日历'],
      ['rejection', 'rejected', '退回日历提案'],
    ] as const)
      app.post(
        `/calendar-proposals/:id/${verb}`,
        {
          schema: {
            ...common,
            summary,
            headers: idempotent,
            params: s.proposalParams,
            response: { 200: s.proposal, ...problemResponses(401, 403, 404, 409, 413, 422) },
          },
        },
        async (request) => {
          await deps.ledger.decideCalendar(requestOf(request), request.params.id, outcome);
          return view(await find(request.params.id), request.personId);
        },
      );
  };
