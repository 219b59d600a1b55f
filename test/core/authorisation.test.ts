import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { POWERS } from '../../core/access.ts';
import { passingFaults, reachOf, type Authorisation } from '../../core/authorisation.ts';

const NOW = 1_000_000;
const DAY = 86_400_000;
const link = (id: string, more: Partial<Authorisation> = {}): Authorisation => ({
  id,
  kind: 'agent',
  principalId: 'company',
  personId: `person-${id}`,
  matters: ['*'],
  actions: ['submit', 'read'],
  mayPassOn: true,
  validFrom: 0,
  ...more,
});
const representative = link('r', { kind: 'representative', actions: [] });
const agent = link('a', { parentId: 'r' });
const second = link('b', { parentId: 'a', mayPassOn: false });

describe('what an authorisation is good for', () => {
  test('a representative’s: everything', () => {
    expect(reachOf([representative], 'any-matter', NOW)).toEqual({ kind: 'representative', powers: POWERS });
  });
  test('an agent’s: its powers; passed on: no more than each level has', () => {
    expect(reachOf([agent, representative], 'm', NOW)).toEqual({ kind: 'agent', powers: ['submit', 'read'] });
    const wider = { ...second, actions: POWERS };
    expect(reachOf([wider, agent, representative], 'm', NOW)?.powers).toEqual(['submit', 'read']);
    const narrower = { ...second, actions: ['read'] as const };
    expect(reachOf([narrower, agent, representative], 'm', NOW)?.powers).toEqual(['read']);
  });
  test.each<[string, Authorisation[]]>([
    ['none at all', []],
    ['not begun', [{ ...agent, validFrom: NOW + 1 }, representative]],
    ['ended this instant', [{ ...agent, validUntil: NOW }, representative]],
    ['revoked', [{ ...agent, revokedAt: NOW }, representative]],
    ['the one above has ended', [second, { ...agent, validUntil: NOW }, representative]],
    ['the one above was revoked', [second, { ...agent, revokedAt: NOW - 1 }, representative]],
    ['the representative is no more', [agent, { ...representative, revokedAt: 5 }]],
    ['passed on by one who may not', [second, { ...agent, mayPassOn: false }, representative]],
    ['for another matter', [{ ...agent, matters: ['other'] }, representative]],
    ['the one above is for another matter', [second, { ...agent, matters: ['other'] }, representative]],
    ['a link of the chain is missing', [second, representative]],
    ['the first link is missing', [second, agent]],
    ['the one above is another principal’s', [agent, { ...representative, principalId: 'other' }]],
    ['no power in common', [{ ...second, actions: ['withdraw'] }, agent, representative]],
  ])('nothing: %s', (_name, chain) => {
    expect(reachOf(chain, 'm', NOW)).toBeUndefined();
  });
  test('its last millisecond, and its first', () => {
    const timed = { ...agent, validFrom: NOW, validUntil: NOW + 1 };
    expect(reachOf([timed, representative], 'm', NOW)).toBeDefined();
    expect(reachOf([timed, representative], 'm', NOW - 1)).toBeUndefined();
    expect(reachOf([timed, representative], 'm', NOW + 1)).toBeUndefined();
  });
});

describe('passing on', () => {
  const wanted = { matters: ['m'], actions: ['read'] as const, mayPassOn: false, validFrom: NOW };
  const codes = (chain: Authorisation[], more = {}) =>
    passingFaults(chain, { ...wanted, ...more }, NOW).map((f) => `${f.pointer} ${f.code}`);
  test('within one’s own: no fault', () => {
    expect(codes([agent, representative])).toEqual([]);
    expect(codes([representative], { matters: ['*'], actions: POWERS, mayPassOn: true })).toEqual([]);
  });
  test('every excess is told', () => {
    const limited = { ...agent, matters: ['m'], validUntil: NOW + DAY };
    expect(codes([limited, representative], { matters: ['*', 'm'], actions: ['withdraw'] })).toEqual([
      '/matters beyond-own',
      '/actions beyond-own',
      '/validUntil beyond-own',
    ]);
  });
  test('not at all', () => {
    expect(codes([second, agent, representative])).toEqual(['/ may-not-pass-on']);
    expect(codes([{ ...agent, revokedAt: 1 }, representative])).toEqual(['/ may-not-pass-on']);
  });

  const powers = fc.uniqueArray(fc.constantFrom(...POWERS), { minLength: 1 });
  const matters = fc.uniqueArray(fc.constantFrom('*', 'm', 'n'), { minLength: 1 });
  const terms = fc.record({ matters, actions: powers, mayPassOn: fc.boolean(), until: fc.nat(20) });
  test('what is granted without a fault never reaches beyond what it was passed on from', () => {
    fc.assert(
      fc.property(terms, terms, fc.constantFrom('m', 'n'), fc.nat(25), (above, own, matter, later) => {
        const timed = ({ until, ...t }: typeof above) => ({ ...t, validUntil: NOW + until });
        const parent = link('p', timed(above));
        const child = link('c', { ...timed(own), parentId: 'p' });
        fc.pre(passingFaults([parent], { ...timed(own), validFrom: NOW }, NOW).length === 0);
        const reach = reachOf([child, parent], matter, NOW + later);
        const reachAbove = reachOf([parent], matter, NOW + later);
        expect((reach?.powers ?? []).filter((p) => !(reachAbove?.powers ?? []).includes(p))).toEqual([]);
      }),
    );
  });
});
