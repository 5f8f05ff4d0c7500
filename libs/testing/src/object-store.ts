import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** As much of an object store as the client speaks here: it keeps bodies as sent, so wrapped streams would show. */
export class ObjectStore {
  readonly objects = new Map<string, Buffer>();
  readonly puts: { authorization?: string; contentHash?: string }[] = [];
  cutAt = Infinity;
  #server: Server | undefined;

  async start(): Promise<string> {
    this.#server = createServer((incoming, answer) => void this.#answer(incoming, answer));
    await new Promise<void>(resolve => this.#server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const key = incoming.url!.split('?')[0]!;
    const object = this.objects.get(key);
    if (incoming.method === 'PUT') {
      const { authorization, 'x-amz-content-sha256': contentHash } = incoming.headers;
      this.puts.push({ authorization, contentHash: contentHash as string });
      this.objects.set(key, (await buffer(incoming)).subarray(0, this.cutAt));
      answer.writeHead(200, { etag: '"x"' }).end();
    } else if (!object) {
      answer.writeHead(404, { 'content-type': 'application/xml' });
      answer.end(incoming.method === 'GET' ? '<Error><Code>NoSuchKey</Code></Error>' : undefined);
    } else if (incoming.method === 'HEAD') answer.writeHead(200, { 'content-length': object.length }).end();
    else {
      const [, from, to] = /bytes=(\d+)-(\d*)/.exec(incoming.headers.range ?? 'bytes=0-')!;
      const part = object.subarray(Number(from), to ? Number(to) + 1 : undefined);
      answer.writeHead(incoming.headers.range ? 206 : 200, { 'content-length': part.length }).end(part);
    }
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}
