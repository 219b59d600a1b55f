// What a change of the organisations is made of. Ids only: no name of a person is ever in a step.
import type { Role } from '../access.ts';
import type { Text } from '../text.ts';
import type { OrganisationKind } from './tree.ts';

/** An instant that is left out, or past when the change is approved, is the approval's: nothing takes effect backwards. */
export type Step =
  | {
      readonly type: 'createOrganisation';
      readonly id: string;
      readonly parentId: string | null;
      readonly kind: OrganisationKind;
      readonly divisionCode: string;
      readonly name: Text;
    }
  | { readonly type: 'renameOrganisation'; readonly id: string; readonly name: Text }
  | {
      readonly type: 'moveOrganisation';
      readonly id: string;
      readonly parentId: string | null;
      readonly divisionCode?: string | undefined;
    }
  | { readonly type: 'closeOrganisation'; readonly id: string }
  | {
      readonly type: 'createPost';
      readonly id: string;
      readonly organisationId: string;
      readonly role: Role;
      readonly name: Text;
    }
  | { readonly type: 'renamePost'; readonly id: string; readonly name: Text }
  | { readonly type: 'closePost'; readonly id: string }
  | ({ readonly type: 'appoint'; readonly personId: string; readonly postId: string } & Span)
  /** Also of a substitute, before his period is over. */
  | {
      readonly type: 'endAppointment';
      readonly personId: string;
      readonly postId: string;
      readonly at?: string | undefined;
    }
  | {
      readonly type: 'substitute';
      readonly personId: string;
      readonly postId: string;
      readonly forPerson: string;
      readonly from?: string | undefined;
      readonly until: string;
    }
  | ({ readonly type: 'registerRepresentative'; readonly principalId: string; readonly personId: string } & Span)
  | {
      readonly type: 'endRepresentative';
      readonly principalId: string;
      readonly personId: string;
      readonly at?: string | undefined;
    };
interface Span {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
export type StepType = Step['type'];
export type StepOf<T extends StepType> = Extract<Step, { readonly type: T }>;
