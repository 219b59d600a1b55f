// The SDK's native runtime: one a process, installed before the first connection.
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, type LogEntry } from '@temporalio/worker';
import type { Log } from '../activities/log.ts';

let installed = false;

export interface RuntimeSettings {
  /** `host:port`: the SDK serves its Prometheus metrics there. */
  readonly metricsAddress?: string | undefined;
  readonly level?: 'WARN' | 'ERROR';
  /** Where the SDK's own lines go; without it they are printed. */
  readonly logger?: Log;
}

/** Signals are the process's own business, so none is taken. */
export function installRuntime({ metricsAddress, level = 'WARN', logger }: RuntimeSettings = {}): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: new DefaultLogger(level, logger && ((entry) => tell(logger, entry))),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: level, other: 'ERROR' }) },
      ...(metricsAddress && { metrics: { prometheus: { bindAddress: metricsAddress } } }),
    },
  });
}

/** Of what the SDK knows of its line, names and numbers alone: an error's text may quote anything. */
function tell(logger: Log, { level, message, meta = {} }: LogEntry): void {
  const { sdkComponent, workflowId: caseNo, workflowType: matter, activityType: activity, attempt, error } = meta;
  const code = (error as { type?: unknown } | undefined)?.type;
  const known = { sdkComponent, caseNo, matter, activity, attempt, ...(typeof code === 'string' && { code }) };
  if (level === 'ERROR') logger.error(known, message);
  else if (level === 'WARN') logger.warn(known, message);
  else logger.info(known, message);
}

const RETRY_MS = 500;

/** Connects, however long it takes: the SDK's worker can not start without Temporal, ours waits for it. */
export async function connectTemporal(address: string, logger: Log): Promise<NativeConnection> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await NativeConnection.connect({ address });
    } catch {
      if (tries % 20 === 0) logger.warn({ address }, 'Temporal is not there yet; the worker waits for it');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
