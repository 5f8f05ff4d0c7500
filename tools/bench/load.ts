import { Agent, request } from 'node:http';

/** One request, ready to be sent. */
export interface Shot {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Volley {
  port: number;
  shots: Shot[];
  /** Stands in every right answer. */
  expected: string;
  connections: number;
  forMs: number;
}

export interface Outcome {
  count: number;
  wrongCount: number;
  /** Of the first wrong answer. */
  wrong?: string;
  ms: number;
  p50: number;
  p99: number;
}

// A process of its own, so that sending takes nothing from whoever answers but the processor.
process.on('message', (volley: Volley) => void fire(volley).then(outcome => process.send?.(outcome)));

async function fire({ port, shots, expected, connections, forMs }: Volley): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let next = 0;
  let wrongCount = 0;
  let wrong: string | undefined;
  const startedAt = performance.now();
  const until = startedAt + forMs;
  const line = async (): Promise<void> => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      const answer = await send(agent, port, shots[next++ % shots.length]!);
      latencies.push(performance.now() - sentAt);
      if (answer.status === 200 && answer.body.includes(expected)) continue;
      wrongCount += 1;
      wrong ??= `${answer.status} ${answer.body.subarray(0, 500).toString()}`;
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  const ms = performance.now() - startedAt;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
  return { count: latencies.length, wrongCount, wrong, ms, p50: at(0.5), p99: at(0.99) };
}

function send(agent: Agent, port: number, { path, headers, body }: Shot): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
