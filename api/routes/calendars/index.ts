// Calendars: what is published, what is proposed, what it would move; published by a second person.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CalendarFault, parseCalendar } from '../../../core/definition/calendar-file.ts';
import type { OfficeHours } from '../../../core/clock/calendar.ts';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import * as calendars from '../../../db/calendars.ts';
import { previewCalendar } from '../../../ledger/recalculate.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import * as s from './schemas.ts';

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
    const view = async (p: calendars.Proposal) => {
      const { id, version, hash } = p.calendar;
      const rollout = p.status === 'published' ? await calendars.findRollout(deps.pool, hash) : undefined;
      return {
        id: p.id,
        calendar: id,
        version,
        hash,
        status: p.status,
        proposedBy: p.proposedBy,
        proposedAt: toInstant(p.proposedAt),
        decidedBy: p.decidedBy,
        decidedAt: p.decidedAt === undefined ? null : toInstant(p.decidedAt),
        rollout: rollout
          ? {
              cases: rollout.cases,
              moved: rollout.moved,
              failed: rollout.failed,
              startedAt: toInstant(rollout.startedAt),
              finishedAt: rollout.finishedAt === undefined ? null : toInstant(rollout.finishedAt),
            }
          : null,
      };
    };
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
        const years = found.years.map((y) => ({
          year: y.year,
          provisional: y.provisional ?? !y.notices?.length,
          notices: [...(y.notices ?? [])],
          daysOff: [...y.daysOff],
          makeUpDays: [...y.makeUpDays],
        }));
        const { id, version, hash, officeHours, organisations, regions, receiptOutsideOfficeHours, counterEnds } =
          found;
        return {
          id,
          version,
          hash,
          officeHours: officeHours ? spansOf(officeHours) : null,
          organisations: mapOf(organisations, spansOf),
          regions: mapOf(regions, (days) => [...days]),
          receiptOutsideOfficeHours: receiptOutsideOfficeHours ?? ('sameDay' as const),
          counterEnds: counterEnds ?? ('officeHours' as const),
          years,
        };
      },
    );
    app.get(
      '/calendar-proposals',
      { schema: { ...common, summary: '日历提案', response: { 200: s.proposals, ...problemResponses(401, 403) } } },
      async (request) => {
        await mayPropose(request.personId);
        return { proposals: await Promise.all((await calendars.listProposals(deps.pool)).map(view)) };
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
        return reply.code(201).send(await view(await find(id)));
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
          return view(await find(request.params.id));
        },
      );
  };

const spansOf = (hours: OfficeHours): [number, number][] => hours.map(([from, to]) => [from, to]);
const mapOf = <Value, Shown>(map: Readonly<Record<string, Value>> = {}, show: (value: Value) => Shown) =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, show(value)]));
