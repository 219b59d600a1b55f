// Who is signed in, with which posts, and in whose name he works.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import {
  answered,
  api,
  keyed,
  newKey,
  Problem,
  readActing,
  rememberCsrfToken,
  writeActing,
  type Acting,
  type Schema,
} from '../api/client.ts';
import { toSignIn } from '../paths.ts';
import { forgetUnsaved } from './unsaved.ts';

export type Me = Schema['Me'];
export interface SessionState {
  /** null: nobody is signed in. undefined: not known yet. */
  readonly me: Me | null | undefined;
  readonly acting: Acting;
  act(acting: Acting): void;
  signIn(): void;
  signOut(): Promise<void>;
}
const Session = createContext<SessionState | undefined>(undefined);

export function useSession(): SessionState {
  const session = useContext(Session);
  if (!session) throw new Error('useSession stands outside of SessionProvider');
  return session;
}
/** The person, on pages that only somebody signed in sees. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('nobody is signed in');
  return me;
}
export const hasRole = (me: Me | null | undefined, ...roles: string[]): boolean =>
  me?.posts.some((p) => roles.includes(p.role)) ?? false;

async function whoAmI(): Promise<Me | null> {
  try {
    const [{ csrfToken }, me] = await Promise.all([answered(api.GET('/api/session')), answered(api.GET('/api/me'))]);
    rememberCsrfToken(csrfToken);
    if (readActing().by !== me.personId) writeActing({});
    return me;
  } catch (error) {
    if (error instanceof Problem && error.body.status === 401) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { data: me } = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000 });
  const [chosen, setChosen] = useState(readActing);
  const state = useMemo<SessionState>(
    () => ({
      me,
      acting: me && chosen.by === me.personId ? chosen : {},
      act(to) {
        const acting = { ...to, ...(me && { by: me.personId }) };
        writeActing(acting);
        setChosen(acting);
        // what was read in another's name is forgotten, not shown until the new answer is there
        void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      },
      signIn: () => window.location.assign(toSignIn(window.location.pathname + window.location.search)),
      async signOut() {
        await answered(api.POST('/api/me/sign-out', { params: { header: keyed(newKey()) } }));
        writeActing({});
        forgetUnsaved();
        window.location.assign('/signed-out');
      },
    }),
    [me, chosen, queries],
  );
  return <Session value={state}>{children}</Session>;
}
