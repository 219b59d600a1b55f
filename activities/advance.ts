// The conductor's step, made small: what `advance` answers is written into the history as the local activity's marker.
import type { Conducted } from '../ledger/ledger.ts';
import type { Look } from './index.ts';

export interface DeliveryLimits {
  /** One try of a delivery, milliseconds. */
  readonly attemptTimeoutMs: number;
  /** All tries of a delivery, milliseconds. */
  readonly deliveryLimitMs: number;
}

/** From the ledger's agenda to what the workflow has to know. Every dispatch gets at least one whole try, however late it is. */
export function toLook({ inMs, dispatch, leftMs, waitsFor, idle }: Conducted, limits: DeliveryLimits): Look {
  const { attemptTimeoutMs: attemptMs, deliveryLimitMs } = limits;
  return {
    ...(inMs !== undefined && { inMs: Math.max(1, Math.ceil(inMs)) }),
    dispatch: dispatch.map(({ id, dispatchId, item, kind, system }) => {
      const left = leftMs[id] ?? Infinity; // no clock runs yet, or (through JSON) Infinity
      return {
        id,
        dispatchId,
        item,
        kind,
        system,
        limitMs: Math.max(attemptMs, Math.min(left, deliveryLimitMs)),
        attemptMs,
      };
    }),
    waitsFor,
    idle,
  };
}

/** A run whose case the ledger does not know (a database restored to an earlier day) has nothing to conduct. */
export const nothingToConduct: Look = { dispatch: [], waitsFor: [], idle: true };
