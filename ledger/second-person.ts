// Whatever one person proposes, another decides, once: calendars and versions of matters alike.
import { DomainError } from '../core/errors.ts';

interface Proposed {
  readonly status: 'proposed' | 'published' | 'rejected';
  readonly proposedBy: string;
}
export function refuseUnlessSecondPerson({ status, proposedBy }: Proposed, personId: string): void {
  if (status !== 'proposed') throw new DomainError('proposal-decided', `It was ${status}.`);
  if (proposedBy === personId) throw new DomainError('proposal-of-oneself', 'Somebody else decides on it.');
}
