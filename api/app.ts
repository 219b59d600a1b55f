// The app as a function: no port, no environment. Three scopes: public, signed in, operation.
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { serializerCompiler, validatorCompiler, type FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppDeps, WebSettings } from './deps.ts';
import { createFailedTries } from './failed-tries.ts';
import { authentication } from './plugins/authentication.ts';
import { crossOrigin } from './plugins/cross-origin.ts';
import { documentation } from './plugins/documentation.ts';
import { limits, requestHead } from './plugins/limits.ts';
import { observation } from './plugins/observation.ts';
import { pages } from './plugins/pages.ts';
import { problems, refuseAddress, refuseConnection } from './plugins/problems.ts';
import { refusedTries } from './plugins/refused-tries.ts';
import { safetyHeaders } from './plugins/safety-headers.ts';
import { caseAuditRoutes } from './routes/audit/cases.ts';
import { auditRoutes } from './routes/audit/index.ts';
import { authorisationRoutes } from './routes/authorisations/index.ts';
import { calendarRoutes } from './routes/calendars/index.ts';
import { dispatchRoutes } from './routes/callbacks/dispatches.ts';
import { publicCallbackRoutes } from './routes/callbacks/index.ts';
import { caseRoutes } from './routes/cases/index.ts';
import { partyRoutes } from './routes/cases/parties.ts';
import { originalRoutes } from './routes/cases/originals.ts';
import { procedureRoutes } from './routes/cases/procedures.ts';
import { certificateRoutes, publicCertificateRoutes } from './routes/certificates/index.ts';
import { definitionRoutes } from './routes/definitions/index.ts';
import { incidentRoutes } from './routes/incidents/index.ts';
import { instrumentRoutes } from './routes/instruments/index.ts';
import { materialRoutes } from './routes/materials/index.ts';
import { publicMatterRoutes } from './routes/matters/index.ts';
import { draftRoutes } from './routes/me/drafts.ts';
import { filterRoutes } from './routes/me/filters.ts';
import { meRoutes } from './routes/me/index.ts';
import { streamRoutes } from './routes/me/stream.ts';
import { noticeRoutes } from './routes/notices/index.ts';
import { healthRoutes } from './routes/operation/health.ts';
import { metricsRoute, publicHealthRoutes } from './routes/operation/index.ts';
import { peopleRoutes } from './routes/people/index.ts';
import { organisationRoutes } from './routes/organisations/index.ts';
import { browserSessionRoutes } from './routes/sessions/browser.ts';
import { publicSessionRoutes, sessionRoutes } from './routes/sessions/index.ts';
import { signInRoutes } from './routes/sessions/sign-in.ts';
import { supervisionRoutes } from './routes/supervision/index.ts';
import { taskRoutes } from './routes/tasks/index.ts';
import { windowRoutes } from './routes/window/index.ts';

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;
const BODY_LIMIT = 1024 * 1024;
/** Past these, node closes a new connection at once. */
const MAX_CONNECTIONS = 10_000;

export function buildApp(deps: AppDeps): FastifyInstance {
  const app = Fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }), // plugins/observation.ts logs, without what people typed
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 }, // a case number with a long item id
    return503OnClosing: false, // who is still here when it closes is answered
    // who sends slowly: all headers within 10 s, the whole request within a minute, looked at every 5 s
    requestTimeout: deps.patience?.requestMs ?? 60_000,
    http: {
      headersTimeout: deps.patience?.headersMs ?? 10_000,
      connectionsCheckingInterval: deps.patience?.checkMs ?? 5_000,
      maxHeaderSize: 16_384,
    },
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: 10_000,
    trustProxy: deps.trustedProxies.length > 0 && [...deps.trustedProxies],
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  app.decorateRequest('personId', '');
  app.decorateRequest('signedIn', null);
  app.decorate('failedSignIns', createFailedTries(deps.rateLimits.failedSignIns));
  app.decorate('unsigned', createFailedTries(deps.rateLimits.general));
  app.server.maxConnections = MAX_CONNECTIONS;
  // about to stop: each connection ends with the answer under way, so that the next request goes elsewhere
  app.addHook('onRequest', async (_request, reply) => {
    if (deps.draining?.()) void reply.header('connection', 'close');
  });
  void app.register(cookie);
  void app.register(safetyHeaders, deps);
  void app.register(crossOrigin, deps);
  void app.register(problems);
  void app.register(requestHead);
  void app.register(refusedTries, deps);
  void app.register(observation, deps);
  void app.register(documentation);
  void app.register(publicHealthRoutes(deps));
  void app.register(metricsRoute(deps));
  void app.register(api(deps), { prefix: '/api' });
  if (deps.web) void app.register(browsers(deps, deps.web));
  return app;
}

/** Sign-in and pages. */
const browsers =
  (deps: AppDeps, web: WebSettings): FastifyPluginAsync =>
  async (app) => {
    await app.register(limits, deps);
    await app.register(signInRoutes(deps, web));
    if (web.pages) await app.register(pages, { folder: web.pages });
  };

/** The zod compilers are set here and not on the root, where routes of plugins have schemas of their own. */
const api =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    await app.register(async (open) => {
      await open.register(limits, deps);
      for (const routes of [publicMatterRoutes, publicCertificateRoutes, publicCallbackRoutes, publicSessionRoutes])
        await open.register(routes(deps));
    });
    await app.register(async (closed) => {
      await closed.register(authentication, deps);
      await closed.register(limits, deps);
      for (const routes of [
        meRoutes,
        filterRoutes,
        draftRoutes,
        streamRoutes,
        sessionRoutes,
        browserSessionRoutes,
        materialRoutes,
        caseRoutes,
        partyRoutes,
        procedureRoutes,
        originalRoutes,
        taskRoutes,
        certificateRoutes,
        instrumentRoutes,
        incidentRoutes,
        authorisationRoutes,
        dispatchRoutes,
        calendarRoutes,
        definitionRoutes,
        auditRoutes,
        caseAuditRoutes,
        organisationRoutes,
        peopleRoutes,
        windowRoutes,
        noticeRoutes,
        supervisionRoutes,
        healthRoutes,
      ])
        await closed.register(routes(deps));
    });
  };
