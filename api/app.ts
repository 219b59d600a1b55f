// The app as a function: no port, no environment. Three scopes: public, signed in, operation.
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppDeps } from './deps.ts';
import { authentication } from './plugins/authentication.ts';
import { documentation } from './plugins/documentation.ts';
import { limits } from './plugins/limits.ts';
import { observation } from './plugins/observation.ts';
import { problems, refuseAddress, refuseConnection } from './plugins/problems.ts';
import { refusedTries } from './plugins/refused-tries.ts';
import { auditRoutes } from './routes/audit/index.ts';
import { authorisationRoutes } from './routes/authorisations/index.ts';
import { dispatchRoutes } from './routes/callbacks/dispatches.ts';
import { publicCallbackRoutes } from './routes/callbacks/index.ts';
import { caseRoutes } from './routes/cases/index.ts';
import { partyRoutes } from './routes/cases/parties.ts';
import { certificateRoutes, publicCertificateRoutes } from './routes/certificates/index.ts';
import { incidentRoutes } from './routes/incidents/index.ts';
import { materialRoutes } from './routes/materials/index.ts';
import { publicMatterRoutes } from './routes/matters/index.ts';
import { meRoutes } from './routes/me/index.ts';
import { metricsRoute, publicHealthRoutes } from './routes/operation/index.ts';
import { organisationRoutes } from './routes/organisations/index.ts';
import { taskRoutes } from './routes/tasks/index.ts';

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;
const BODY_LIMIT = 1024 * 1024;

export function buildApp(deps: AppDeps): FastifyInstance {
  const app = Fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }), // plugins/observation.ts logs, without what people typed
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 }, // a case number with a long item id
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    trustProxy: 'loopback',
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  app.decorateRequest('personId', '');
  void app.register(problems);
  void app.register(refusedTries, deps);
  void app.register(observation, deps);
  void app.register(helmet, { hsts: false, contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  void app.register(documentation);
  void app.register(publicHealthRoutes(deps));
  void app.register(metricsRoute(deps));
  void app.register(api(deps), { prefix: '/api' });
  return app;
}

/** The zod compilers are set here and not on the root, where routes of plugins have schemas of their own. */
const api =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    await app.register(async (open) => {
      await open.register(limits, deps);
      for (const routes of [publicMatterRoutes, publicCertificateRoutes, publicCallbackRoutes])
        await open.register(routes(deps));
    });
    await app.register(async (closed) => {
      await closed.register(authentication, deps);
      await closed.register(limits, deps);
      for (const routes of [
        meRoutes,
        materialRoutes,
        caseRoutes,
        partyRoutes,
        taskRoutes,
        certificateRoutes,
        incidentRoutes,
        authorisationRoutes,
        dispatchRoutes,
        auditRoutes,
        organisationRoutes,
      ])
        await closed.register(routes(deps));
    });
  };
