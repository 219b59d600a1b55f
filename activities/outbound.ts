// The only way out of the worker to addresses that somebody configured: to known hosts alone, over TLS, and never into our own network
// unless that part of it is named. What counts is the address that is connected to, so a name that changes its mind is no way round.
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface OutboundPolicy {
  /** Host names that may be called, letter by letter. */
  readonly hosts: readonly string[];
  /** Networks (CIDR) or addresses of our own that may be reached all the same. */
  readonly networks?: readonly string[];
  /** Plain http to this very machine, as a laptop's sample systems need it. */
  readonly loopback?: boolean;
}
export interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}
/** `body` is undefined when it is larger than was asked for. A redirect is an answer like any other: it is not followed. */
export type Outbound = (url: string, posted: Posted) => Promise<{ status: number; body: string | undefined }>;

/** The policy forbids it; trying again does not help. */
export class AddressRefused extends Error {}

// RFC 6890 and what followed: this machine, private, shared, link-local (also the clouds' metadata), documentation, multicast, reserved
const OURS = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...[
    '192.0.2.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  ...['::/128', '::1/128', '64:ff9b::/96', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', 'fc00::/7'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
];
const THIS_MACHINE = ['127.0.0.0/8', '::1/128'];

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
function networksOf(texts: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of texts) {
    const [address, bits] = text.split('/') as [string, string?];
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => list.check(address, familyOf(address));
}
export const hostOf = (url: string | URL): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** @returns why the policy forbids the address as it is written, or undefined */
export function whyRefused(text: string, { hosts, loopback }: OutboundPolicy): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return 'is no address';
  if (url.username || url.password) return 'has credentials in it';
  if (!hosts.includes(hostOf(url))) return 'is of a host that is not in the list';
  if (url.protocol === 'https:') return undefined;
  const here = /^(localhost|127(\.\d+){3}|::1)$/.test(hostOf(url));
  return url.protocol === 'http:' && loopback && here ? undefined : 'has no TLS';
}

export function createOutbound(policy: OutboundPolicy): Outbound {
  const isOurs = networksOf(OURS);
  const isNamed = networksOf([...(policy.networks ?? []), ...(policy.loopback ? THIS_MACHINE : [])]);
  const check = (address: string) => {
    if (isOurs(address) && !isNamed(address)) throw new AddressRefused('is in a network that is not named');
  };
  /** In place of the resolver's answer: each address is looked at before any is connected to. */
  const lookup: LookupFunction = (host, options, done) =>
    dns.lookup(host, { ...options, all: true }, (error, found) => {
      try {
        if (error) throw error;
        for (const { address } of found) check(address);
        if (options.all) done(null, found);
        else done(null, found[0]!.address, found[0]!.family);
      } catch (refused) {
        done(refused as Error, '', 0);
      }
    });

  return (text, { headers, body, signal, maxBytes }) =>
    new Promise((resolve, reject) => {
      const why = whyRefused(text, policy);
      if (why) throw new AddressRefused(why);
      const url = new URL(text);
      if (isIP(hostOf(url))) check(hostOf(url)); // nothing is resolved then
      const { request } = url.protocol === 'https:' ? https : http;
      // a connection of its own for each call: none is kept from a time when the name meant something else
      const options = {
        method: 'POST',
        agent: false,
        lookup,
        signal,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      };
      const call = request(url, options, (response) => {
        readCapped(response, maxBytes).then((read) => resolve({ status: response.statusCode!, body: read }), reject);
      });
      call.on('error', reject).end(body);
    });
}

async function readCapped(response: http.IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined; // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
