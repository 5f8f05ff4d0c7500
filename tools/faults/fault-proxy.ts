import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `request`: the server never hears of the COMMIT. `answer`: it commits and nobody is told. */
export type CommitSide = 'request' | 'answer';

interface Link {
  client: Socket;
  server: Socket;
  /** The last bytes of the client, in case a COMMIT comes in two pieces. */
  tail: string;
  /** The COMMIT has gone through, its answer will not. */
  cut: Cut | null;
}

interface Cut {
  side: CommitSide;
  /** How many more COMMITs pass before one is cut. */
  skip: number;
  done: (isCut: boolean) => void;
}

const commit = /[\0\x0b\x0c]commit;?\0/i;
const longestCommit = 9;

/** A wire with a knife: passes everything on until it is told to cut, to stall, or to cut at the bytes of a COMMIT. */
export class FaultProxy {
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #links = new Set<Link>();
  readonly #cuts: Cut[] = [];
  /** How many COMMITs were said so far: whether those who connect get anything done. */
  commitCount = 0;
  #isStalled = false;

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    // Those who come during a stall are let in and wait.
    this.#server = createServer({ pauseOnConnect: true }, client => this.#link(client));
  }

  static async before(targetPort: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get linkCount(): number {
    return this.#links.size;
  }

  /** Breaks every connection in the middle of whatever it says. Answers how many there were. */
  cutAll(): number {
    const count = this.#links.size;
    for (const link of this.#links) drop(link);
    return count;
  }

  stall(): void {
    this.#isStalled = true;
    for (const { client, server } of this.#links) {
      client.pause();
      server.pause();
    }
  }

  resume(): void {
    this.#isStalled = false;
    for (const { client, server } of this.#links) {
      client.resume();
      server.resume();
    }
  }

  /** Cuts a connection that says COMMIT, after `skip` others, one order after another; false when given up. */
  cutAtCommit(side: CommitSide, skip = 0): Promise<boolean> {
    return new Promise(done => this.#cuts.push({ side, skip, done }));
  }

  giveUpCuts(): void {
    for (const cut of this.#cuts.splice(0)) cut.done(false);
  }

  async close(): Promise<void> {
    this.giveUpCuts();
    this.cutAll();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  #link(client: Socket): void {
    const server = connect({ port: this.#targetPort, host: '127.0.0.1' });
    const link: Link = { client, server, tail: '', cut: null };
    this.#links.add(link);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#links.delete(link);
        link.cut?.done(true);
        drop(link);
      });
    }
    client.on('data', chunk => {
      if (!this.#cutsAt(link, chunk)) this.#pass(chunk, client, server);
    });
    server.on('data', chunk => {
      if (link.cut) drop(link);
      else this.#pass(chunk, server, client);
    });
    if (this.#isStalled) server.pause();
    else client.resume();
  }

  #cutsAt(link: Link, chunk: Buffer): boolean {
    // A COMMIT is waited for, so it stands at the end of what is said.
    const text = link.tail + chunk.subarray(-longestCommit).toString('latin1');
    link.tail = text.slice(-longestCommit);
    if (!commit.test(text)) return false;
    link.tail = '';
    this.commitCount += 1;
    const [cut] = this.#cuts;
    if (!cut || link.cut || cut.skip-- > 0) return false;
    this.#cuts.shift();
    link.cut = cut;
    if (cut.side === 'request') drop(link);
    return cut.side === 'request';
  }

  #pass(chunk: Buffer, from: Socket, to: Socket): void {
    if (to.write(chunk)) return;
    from.pause();
    to.once('drain', () => {
      if (!this.#isStalled) from.resume();
    });
  }
}

function drop({ client, server }: Link): void {
  client.destroy();
  server.destroy();
}
