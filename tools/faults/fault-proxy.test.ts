import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultProxy } from './fault-proxy.ts';

const commit = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');
let heard: string;
let server: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  heard = '';
  server = createServer(socket => {
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      heard += chunk.toString('latin1');
      socket.write('answer');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await FaultProxy.before((server.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  server.close();
});

async function client(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('the fault proxy', () => {
  it('passes everything on while nothing is asked of it', async () => {
    const one = await client();
    one.write('select 1');
    expect(String((await once(one, 'data'))[0])).toBe('answer');
    expect(heard).toBe('select 1');
  });

  it('cuts every connection', async () => {
    const one = await client();
    one.write('x');
    await once(one, 'data');
    const closed = once(one, 'close');
    expect(proxy.cutAll()).toBe(1);
    await closed;
  });

  it('holds back what is said during a stall, from newcomers too, and passes it on afterwards', async () => {
    const one = await client();
    one.write('1');
    await once(one, 'data');
    proxy.stall();
    const two = await client();
    one.write('2');
    two.write('3');
    // A round through another connection of the same process has passed by then.
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const other = connect((probe.address() as AddressInfo).port, '127.0.0.1');
    await once(other, 'connect');
    other.destroy();
    probe.close();
    expect(heard).toBe('1');
    proxy.resume();
    await Promise.all([once(one, 'data'), once(two, 'data')]);
    expect([...heard].sort().join('')).toBe('123');
  });

  it('cuts before the server hears of a COMMIT, also of one in two pieces', async () => {
    const one = await client();
    const cut = proxy.cutAtCommit('request');
    const closed = once(one, 'close');
    one.write(commit.subarray(0, 8));
    await once(one, 'data');
    one.write(commit.subarray(8));
    await closed;
    expect(await cut).toBe(true);
    expect(heard).not.toContain('commit');
  });

  it('lets a COMMIT through and keeps its answer, sparing those before it', async () => {
    const one = await client();
    const cut = proxy.cutAtCommit('answer', 1);
    one.write(commit);
    await once(one, 'data');
    const closed = once(one, 'close');
    let answers = 0;
    one.on('data', () => answers++);
    one.write(commit);
    await closed;
    expect(await cut).toBe(true);
    expect(answers).toBe(0);
    expect(heard.match(/commit/g)).toHaveLength(2);
  });

  it('does not take a text that holds the word for a COMMIT', async () => {
    const one = await client();
    const cut = proxy.cutAtCommit('request');
    one.write(`Q\0\0\0\x20select 'commit' as word\0`);
    await once(one, 'data');
    proxy.giveUpCuts();
    expect(await cut).toBe(false);
  });
});
