// Follows redirects and keeps cookies, as a browser does, until the address leaves the issuer.
export interface Step {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
}
export function createBrowser(issuerUrl: string) {
  const cookies = new Map<string, string>();
  /** @returns the page, or (status 0) the address outside that it was sent to */
  return async function go(address: string | URL, form?: Readonly<Record<string, string>>): Promise<Step> {
    let url = new URL(address, issuerUrl).href;
    let body = form && new URLSearchParams(form);
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { body }),
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        if (value) cookies.set(name!, value);
        else cookies.delete(name!);
      }
      const to = response.headers.get('location');
      if (!to) return { status: response.status, url, text: await response.text(), headers: response.headers };
      url = new URL(to, url).href;
      body = undefined;
      if (!url.startsWith(issuerUrl)) return { status: 0, url, text: '', headers: response.headers };
    }
    throw new Error(`No end of redirects at ${url}`);
  };
}
