// The embedded issuer's pages: plain HTML without scripts, in Chinese and English, usable by keyboard.
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sampleOrganisations, samplePeople, samplePosts } from '../sample-people.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, 'Noto Sans SC', sans-serif }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)) }
button { font: inherit; text-align: start; width: 100%; padding: .6rem .9rem; border: 1px solid #8888; border-radius: .5rem; background: #8881; color: inherit; cursor: pointer }
button:hover, button:focus-visible { border-color: #1668dc; outline: 2px solid #1668dc }
small { display: block; opacity: .75 }
.plain { width: auto; margin-top: 1.5rem }`;
/** A form's answer may lead to the application, which is on this machine: browsers hold that against form-action. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self' http://127.0.0.1:* http://localhost:*",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
export const sendPage = (response: ServerResponse, status: number, page: string): void =>
  void response.writeHead(status, { ...PAGE_HEADERS }).end(page);

const escape = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

const signers = samplePeople.filter(({ kind }) => kind === 'natural');
export const maySignIn = (id: string): boolean => signers.some((person) => person.id === id);

/** Who signs in: each person is a button. No password: these people are invented. */
export function pickerPage(action: string): string {
  const button = ({ id, name, posts }: (typeof signers)[number]) =>
    `<li><button name="person" value="${escape(id)}">${escape(name)}<small>${escape(describe(posts))}</small><small>${escape(id)}</small></button></li>`;
  const list = (zh: string, en: string, people: typeof signers) =>
    `<h2>${zh} <span lang="en">${en}</span></h2><ul>${people.map(button).join('')}</ul>`;
  return page(
    '登录 Sign in · 联办 Lianban',
    `<h1>请选择登录人员 <span lang="en">Who signs in?</span></h1>
<p>示范数据，均为虚构，无需密码。<span lang="en">Invented people; no password.</span></p>
<form method="post" action="${escape(action)}">
${list(
  '申请人',
  'Applicants',
  signers.filter(({ posts }) => posts.length === 0),
)}
${list(
  '工作人员',
  'Officials',
  signers.filter(({ posts }) => posts.length > 0),
)}
<button class="plain" name="cancel" value="yes">取消 <span lang="en">Cancel</span></button>
</form>`,
  );
}

function describe(postIds: readonly string[]): string {
  const words = postIds.map((id) => {
    const post = samplePosts.find((p) => p.id === id);
    const organisation = sampleOrganisations.find((o) => o.id === post?.organisationId);
    return `${organisation?.name.zh ?? ''} ${post?.name.zh ?? id} · ${post?.name.en ?? ''}`;
  });
  return words.join('；') || '申请人 · Applicant';
}

/** @param form as the provider made it */
export const signOutPage = (form: string): string =>
  page(
    '退出 Sign out · 联办 Lianban',
    `<h1>是否退出登录？ <span lang="en">Sign out?</span></h1>${form}
<button class="plain" form="op.logoutForm" name="logout" value="yes">退出 <span lang="en">Sign out</span></button>
<button class="plain" form="op.logoutForm">保持登录 <span lang="en">Stay signed in</span></button>`,
  );
export const signedOutPage = (): string =>
  page('已退出 Signed out', `<h1>已退出登录 <span lang="en">Signed out</span></h1>`);
/** @param code of OAuth: invalid_request and the like */
export const faultPage = (code: string, detail = ''): string =>
  page(
    '无法登录 Sign-in failed',
    `<h1>无法登录 <span lang="en">Sign-in failed</span></h1><p>${escape(code)}</p><p lang="en">${escape(detail)}</p>`,
  );
