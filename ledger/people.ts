// 综窗: who stands at the window is found by his number, or registered. The number itself is sealed; what finds it is a fingerprint.
import { randomUUID } from 'node:crypto';
import { isCreditCode } from '../core/codes/credit-code.ts';
import { isIdentityNumber } from '../core/codes/identity-number.ts';
import { DomainError } from '../core/errors.ts';
import { savePersonNumber } from '../db/person-numbers.ts';
import { savePerson } from '../db/people.ts';
import { authorise } from './authorise.ts';
import { findByNumber, numberFingerprint } from './create-contents.ts';
import type { LedgerDeps } from './deps.ts';
import type { PersonIntent, Request } from './ledger.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

/** By a window clerk, for who has no account yet; signing in comes later, with the provider's own proof. @returns his id */
export async function registerPerson(deps: LedgerDeps, request: Request, given: PersonIntent): Promise<string> {
  const { name, number, phone } = given;
  const { pool, vault } = deps;
  return inTransaction(pool, async (db) => {
    const repeated = await findRepeated(db, vault, request);
    if (repeated) return repeated.caseNo;
    const at = await deps.clock(db);
    await authorise(db, request.actor, 'registerPerson', {}, at);
    const natural = isIdentityNumber(number);
    if (!natural && !isCreditCode(number))
      throw new DomainError('person-invalid', 'Neither an identity number nor a credit code: look at each digit.');
    if (await findByNumber(db, vault, number))
      throw new DomainError('person-exists', 'Somebody with this number is registered: find him by it.');
    const id = randomUUID();
    const keyId = await vault.keyOf(db, id, at);
    const own = natural ? { identityNumber: number } : { creditCode: number };
    const { sealed } = await vault.seal(db, keyId, id, { name, ...own, ...(phone && { phone }) });
    const kind = natural ? 'natural' : 'legal';
    await savePerson(db, { id, kind, subject: `window:${id}`, keyId, profile: sealed });
    await savePersonNumber(db, numberFingerprint(vault, number), id);
    if (!(await takeKey(db, vault, request, { caseNo: id, seq: 0 }, at))) throw reused();
    return id;
  });
}
