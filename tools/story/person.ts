import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { expected, known, Unexpected, until } from './telling.ts';

export interface UserError {
  code: string;
  message: string;
  path: string[] | null;
}
type Answer<T> = T & { userErrors: UserError[] };

/** The input type of each mutation, as the committed schema says. */
const inputTypes = new Map(
  [
    ...readFileSync(path.join(root, 'apps', 'api', 'schema.graphql'), 'utf8').matchAll(
      /^ {2}(\w+)\(input: (\w+!)\): /gm,
    ),
  ].map(([, mutation, input]) => [mutation, input]),
);

export interface Upload {
  fileName: string;
  bytes: Uint8Array;
}

/** Somebody in front of a browser, reduced to what a browser sends. */
export class Person {
  readonly who: string;
  readonly #address: string;
  #cookie = '';

  constructor(address: string, who: string) {
    this.#address = address;
    this.who = who;
  }

  async signIn(username: string, password: string): Promise<{ mustChangePassword: boolean }> {
    const answer = await this.send('POST', '/auth/sign-in', { username, password });
    expected(answer.status === 200, `${this.who} could not sign in: ${answer.status} ${await answer.clone().text()}`);
    this.#cookie = answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])[0] ?? '';
    return (await answer.json()) as { mustChangePassword: boolean };
  }

  /** The first sign-in with a password somebody else has seen: nothing works before it is changed. */
  async firstSignIn(username: string, initialPassword: string, password: string): Promise<void> {
    const { mustChangePassword } = await this.signIn(username, initialPassword);
    expected(mustChangePassword, `${this.who} was not asked to change the initial password.`);
    const early = await this.post('{ viewer { id } }');
    expected(early.status === 401, `${this.who} could work with the initial password.`);
    const changed = await this.send('POST', '/auth/password', { current: initialPassword, next: password });
    expected(changed.status === 200, `${this.who} could not change the password: ${await changed.text()}`);
  }

  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const answer = await this.post(query, variables);
    const { data, errors } = (await answer.json()) as { data?: T; errors?: { message: string; extensions?: object }[] };
    if (errors)
      throw new Unexpected(`${this.who} asked ${query.slice(0, 60)}… and was told ${JSON.stringify(errors)}.`);
    return known(data, 'An answer');
  }

  /** The code of the refusal, or nothing when the question was answered. */
  async refusalOf(query: string, variables: object = {}): Promise<string | undefined> {
    const answer = await this.post(query, variables);
    const { errors } = (await answer.json()) as { errors?: { extensions?: { code?: string } }[] };
    return errors?.[0]?.extensions?.code;
  }

  /** Takes a step that must succeed. */
  async does<T>(mutation: string, input: object, selection: string): Promise<T> {
    const { userErrors, ...answer } = await this.tries<T>(mutation, input, selection);
    const reasons = userErrors.map(error => error.message).join(' ');
    expected(userErrors.length === 0, `${this.who} was refused ${mutation}: ${reasons}`);
    return answer as T;
  }

  /** Takes a step that the rules may refuse, and answers their reasons. */
  async tries<T>(mutation: string, input: object, selection: string): Promise<Answer<T>> {
    const answer = await this.ask<Record<string, Answer<T>>>(mutationText(mutation, selection), { input });
    return known(answer[mutation], mutation);
  }

  post(query: string, variables: object = {}): Promise<Response> {
    return this.send('POST', '/graphql', { query, variables }, { 'idempotency-key': randomUUID() });
  }

  async download(url: string): Promise<Buffer> {
    const answer = await this.send('GET', url);
    expected(answer.status === 200, `${this.who} could not download ${url}: ${answer.status}.`);
    return Buffer.from(await answer.arrayBuffer());
  }

  send(method: string, url: string, body?: object | Uint8Array, more: Record<string, string> = {}): Promise<Response> {
    const isBytes = body instanceof Uint8Array;
    return fetch(this.#address + url, {
      method,
      headers: {
        'x-yardstick': '1',
        'accept-language': 'en',
        cookie: this.#cookie,
        ...(body && !isBytes ? { 'content-type': 'application/json' } : {}),
        ...more,
      },
      ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    });
  }

  /** By tus: opens, then sends the bytes. With `cutAt` the line breaks after so many, and the rest follows later. */
  async uploads({ fileName, bytes }: Upload, cutAt?: number): Promise<string> {
    const opened = await this.send('POST', '/uploads', undefined, {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
    });
    expected(
      opened.status === 201,
      `${this.who} could not open an upload of ${fileName}: ${await opened.clone().text()}`,
    );
    const place = known(opened.headers.get('location'), 'The place of the upload');
    let offset = 0;
    if (cutAt !== undefined) {
      await this.#sendAndBreakOff(place, bytes, cutAt);
      offset = await this.#received(place);
      expected(offset > 0 && offset < bytes.length, `Of an upload broken off at ${cutAt} bytes ${offset} were kept.`);
    }
    const sent = await this.#patch(place, bytes, offset);
    expected(sent.status === 204, `${this.who} could not upload ${fileName}: ${sent.status} ${await sent.text()}`);
    return known(place.split('/').at(-1), 'The number of the upload');
  }

  /** Uploads what may not stay, and answers the sentence that says why. */
  async refusedUpload({ fileName, bytes }: Upload): Promise<string> {
    const opened = await this.send('POST', '/uploads', undefined, {
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
    });
    const answer =
      opened.status === 201 ? await this.#patch(known(opened.headers.get('location'), 'A place'), bytes, 0) : opened;
    expected(answer.status === 422, `${fileName} should have been refused, but the answer was ${answer.status}.`);
    return ((await answer.json()) as { message: string }).message;
  }

  /** After a break the server may still be closing the first half: it then says where it stands, and we try again. */
  async #patch(place: string, bytes: Uint8Array, from: number): Promise<Response> {
    let offset = from;
    const send = () =>
      this.send('PATCH', place, bytes.subarray(offset), {
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      });
    return until('The rest of an upload', 10, send, answer => {
      if (answer.status === 409) offset = Number(answer.headers.get('upload-offset'));
      return answer.status !== 409;
    });
  }

  async #received(place: string): Promise<number> {
    return Number((await this.send('HEAD', place)).headers.get('upload-offset'));
  }

  /** Breaks off once the server has written some of it: bytes still on the way would simply be lost. */
  async #sendAndBreakOff(place: string, bytes: Uint8Array, cutAt: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const call = httpRequest(this.#address + place, {
        method: 'PATCH',
        headers: {
          'x-yardstick': '1',
          cookie: this.#cookie,
          'tus-resumable': '1.0.0',
          'content-type': 'application/offset+octet-stream',
          'content-length': bytes.length,
          'upload-offset': 0,
        },
      });
      call.once('error', () => resolve());
      call.once('close', () => resolve());
      call.write(bytes.subarray(0, cutAt));
      until(
        'The first part of an upload',
        20,
        () => this.#received(place),
        size => size > 0,
      ).then(() => call.destroy(), reject);
    });
  }
}

export function mutationText(mutation: string, selection: string): string {
  const input = known(inputTypes.get(mutation), `The mutation ${mutation} in the schema`);
  return `mutation ($input: ${input}) { ${mutation}(input: $input) { userErrors { code message path } ${selection} } }`;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
