// Who may act for whom, in several levels: a legal person's representative, his agent, and whom the agent passed it on to.
import { POWERS, type Power } from './access.ts';
import type { Fault } from './errors.ts';

export const EVERY_MATTER = '*';
export interface Authorisation {
  readonly id: string;
  readonly kind: 'representative' | 'agent';
  readonly principalId: string;
  readonly personId: string;
  /** The authorisation this one was passed on from; none when the principal himself, or a registrar, granted it. */
  readonly parentId?: string;
  readonly matters: readonly string[];
  readonly actions: readonly Power[];
  readonly mayPassOn: boolean;
  readonly validFrom: number;
  readonly validUntil?: number;
  readonly revokedAt?: number;
}

export interface Reach {
  readonly kind: Authorisation['kind'];
  readonly powers: readonly Power[];
}

/** Whether the authorisation itself stands at this instant: begun, not ended, not revoked. */
export const standsAt = (a: Authorisation, now: number): boolean =>
  a.validFrom <= now &&
  (a.validUntil === undefined || now < a.validUntil) &&
  (a.revokedAt === undefined || now < a.revokedAt);

/**
 * What an authorisation is good for at this instant: no more than each above it allows, and nothing once one of them has ended.
 * @param chain the authorisation first, then the one it was passed on from, up to the first
 * @param matter in which it is used; undefined: in whichever
 */
export function reachOf(chain: readonly Authorisation[], matter: string | undefined, now: number): Reach | undefined {
  const [own] = chain;
  if (!own || chain.at(-1)!.parentId !== undefined) return undefined; // a link is missing: nothing is allowed
  const linked = chain.every((a, n) => {
    const above = chain[n + 1];
    return !above || (a.parentId === above.id && above.principalId === a.principalId && passesOn(above));
  });
  const stands = chain.every((a) => standsAt(a, now) && (matter === undefined || isFor(a, matter)));
  if (!linked || !stands) return undefined;
  const powers = POWERS.filter((p) => chain.every((a) => a.kind === 'representative' || a.actions.includes(p)));
  return powers.length === 0 ? undefined : { kind: own.kind, powers };
}
const passesOn = (a: Authorisation) => a.kind === 'representative' || a.mayPassOn;
const isFor = (a: Authorisation, matter: string) =>
  a.kind === 'representative' || a.matters.includes(EVERY_MATTER) || a.matters.includes(matter);

export type WantedAuthorisation = Pick<Authorisation, 'matters' | 'actions' | 'mayPassOn' | 'validFrom' | 'validUntil'>;

/** Why one who has this chain may not pass on so much; empty when he may. */
export function passingFaults(chain: readonly Authorisation[], wanted: WantedAuthorisation, now: number): Fault[] {
  const faults: Fault[] = [];
  const fault = (pointer: string, code: string, zh: string, en: string) =>
    faults.push({ pointer, code, message: { zh, en } });
  const [own] = chain;
  const reach = reachOf(chain, undefined, now);
  if (!own || !reach || !passesOn(own)) {
    fault('/', 'may-not-pass-on', '您的授权不允许转授权', 'Your authorisation may not be passed on');
    return faults;
  }
  for (const matter of wanted.matters)
    if (!chain.every((a) => isFor(a, matter)))
      fault('/matters', 'beyond-own', '超出您本人获授权的事项', 'Beyond the matters you are authorised for');
  for (const power of wanted.actions)
    if (!reach.powers.includes(power))
      fault('/actions', 'beyond-own', '超出您本人获授权的权限', 'Beyond the powers you have');
  for (const { validUntil } of chain)
    if (validUntil !== undefined && (wanted.validUntil === undefined || wanted.validUntil > validUntil))
      fault('/validUntil', 'beyond-own', '超出您本人授权的期限', 'Longer than your own authorisation');
  return faults;
}
