import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}
type Answer = { status?: number; headers?: Record<string, string>; body?: unknown } | 'hangs' | 'drops the line';

/** Another system on this machine: remembers what it was asked and answers as the test tells it. */
export class FakePlatform {
  readonly #server: Server;
  readonly requests: Request[] = [];
  answer: (request: Request) => Answer = () => ({ body: { errcode: 0 } });

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async open(): Promise<FakePlatform> {
    const platform = new FakePlatform();
    await new Promise<void>(resolve => platform.#server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The messages alone, without what was asked for tokens. */
  get messages(): Request[] {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  reset(): void {
    this.requests.length = 0;
    this.answer = () => ({ body: { errcode: 0 } });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    const { pathname, searchParams } = new URL(incoming.url!, 'http://localhost');
    const request = { method: incoming.method!, path: pathname, query: searchParams, headers: incoming.headers, body };
    this.requests.push(request);
    const answer = this.answer(request);
    if (answer === 'hangs') return;
    if (answer === 'drops the line') {
      incoming.socket.destroy();
      return;
    }
    const { status = 200, headers = {}, body: said = {} } = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  }
}
