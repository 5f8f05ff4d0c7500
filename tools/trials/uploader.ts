import { request, type IncomingMessage } from 'node:http';

/** A browser that uploads by tus, and may break off at any byte. */
export class Uploader {
  readonly #port: number;
  #cookie = '';

  constructor(address: string) {
    this.#port = Number(new URL(address).port);
  }

  async signIn(username: string, password: string): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-yardstick': '1' },
      body: JSON.stringify({ username, password }),
    });
    if (answer.status !== 200) throw new Error(`${username} could not sign in: ${answer.status}`);
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async open(fileName: string, size: number): Promise<string> {
    const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
    const answer = await this.#send('POST', '/uploads', { 'upload-length': size, 'upload-metadata': metadata });
    if (answer.statusCode !== 201) throw new Error(`The upload was not opened: ${answer.statusCode}`);
    return String(answer.headers['location']);
  }

  async offsetOf(upload: string): Promise<number> {
    const answer = await this.#send('HEAD', upload, {});
    if (answer.statusCode !== 200) throw new Error(`The upload gave no offset: ${answer.statusCode}`);
    return Number(answer.headers['upload-offset']);
  }

  /** Sends from an offset; answers the status, or nothing when the connection was cut after `cutAfter` bytes. */
  patch(
    upload: string,
    offset: number,
    bytes: Buffer,
    cutAfter = Infinity,
    onCut?: () => void,
  ): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': offset,
        'content-length': bytes.length - offset,
      };
      const outgoing = this.#request('PATCH', upload, headers, answer => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode));
      });
      const isCut = offset + cutAfter < bytes.length;
      outgoing.once('error', error => (isCut ? resolve(undefined) : reject(error)));
      if (isCut)
        outgoing.write(bytes.subarray(offset, offset + cutAfter), () => {
          onCut?.();
          outgoing.destroy();
          resolve(undefined);
        });
      else outgoing.end(bytes.subarray(offset));
    });
  }

  /** Answers what the mutation gave, or nothing when it could not be carried out. */
  async attach(upload: string, idempotencyKey: string): Promise<{ evidence: { id: string } | null } | undefined> {
    const input = { uploadId: upload.split('/').at(-1), milestoneIds: [], title: '核对报告', kind: 'REPORT' };
    const query = `mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) { evidence { id } } }`;
    const answer = await fetch(`http://127.0.0.1:${this.#port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-yardstick': '1',
        cookie: this.#cookie,
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data } = (await answer.json()) as { data?: { attachEvidence: { evidence: { id: string } | null } } | null };
    return data?.attachEvidence;
  }

  #send(method: string, path: string, headers: Record<string, string | number>): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#request(method, path, headers, answer => {
        answer.resume();
        answer.once('end', () => resolve(answer));
      });
      outgoing.once('error', reject).end();
    });
  }

  #request(method: string, path: string, headers: Record<string, string | number>, got: (a: IncomingMessage) => void) {
    const sent = { ...headers, 'x-yardstick': '1', 'tus-resumable': '1.0.0', cookie: this.#cookie };
    return request({ port: this.#port, host: '127.0.0.1', method, path, headers: sent, agent: false }, got);
  }
}
