// The one question of the embedded issuer: who are you?
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { readBody } from '../json-http.ts';
import { faultPage, maySignIn, pickerPage, sendPage } from './pages.ts';

export const isPicker = ({ url }: IncomingMessage): boolean => /^\/sign-in\/[\w-]+$/.test(url ?? '');

export async function pick(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await provider.interactionDetails(request, response).catch(() => undefined);
  if (!asked) return sendPage(response, 400, faultPage('session_expired', 'Begin again at the application.'));
  if (request.method !== 'POST') return sendPage(response, 200, pickerPage(`/sign-in/${asked.uid}`));
  const form = new URLSearchParams(await readBody(request));
  const person = form.get('person') ?? '';
  if (form.has('cancel'))
    return provider.interactionFinished(
      request,
      response,
      { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    );
  if (!maySignIn(person)) return sendPage(response, 400, pickerPage(`/sign-in/${asked.uid}`));
  return provider.interactionFinished(
    request,
    response,
    { login: { accountId: person } },
    { mergeWithLastSubmission: false },
  );
}
