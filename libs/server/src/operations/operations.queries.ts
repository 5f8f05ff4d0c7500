import { authorize, type Context } from '../context.ts';
import { systemScope } from '../database/scope.ts';
import { measureOperations, type Operations } from './measure.ts';
import { canSeeOperations } from './operations.policy.ts';

export interface ParkedEvent {
  messageId: string;
  type: string;
  attempts: number;
  failure: string;
  parkedAt: string;
  retryAt: string;
}

export interface ChannelHealth {
  channel: string;
  target: string;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  failuresInRow: number;
  failure: string | null;
  backOffUntil: string | null;
}

export interface Incident {
  id: string;
  check: string;
  value: number;
  threshold: number;
  beganAt: string;
  endedAt: string | null;
}

export interface OperationsPage extends Operations {
  at: string;
  parkedEvents: ParkedEvent[];
  channels: ChannelHealth[];
  incidents: Incident[];
}

interface Lists {
  at: string;
  parked: ParkedEvent[] | null;
  channels: ChannelHealth[] | null;
  incidents: Incident[] | null;
}

export async function operationsPage(context: Context): Promise<OperationsPage> {
  authorize(canSeeOperations(context.actor));
  const { services } = context;
  const [measured, [found]] = await Promise.all([
    measureOperations(services),
    services.reads.objects<{ lists: Lists }>(systemScope, lists),
  ]);
  const { at = '', parked, channels, incidents } = found?.lists ?? ({} as Partial<Lists>);
  return { ...measured, at, parkedEvents: parked ?? [], channels: channels ?? [], incidents: incidents ?? [] };
}

const lists = `
select jsonb_build_object(
  'at', clock_timestamp(),
  'parked', (select jsonb_agg(jsonb_build_object('messageId', p.message_id::text, 'type', o.event->>'type', 'attempts', p.attempts,
               'failure', p.failure, 'parkedAt', p.parked_at, 'retryAt', p.retry_at) order by p.message_id)
             from (select * from parked_event where done_at is null order by message_id limit 100) p
               join outbox_message o on o.id = p.message_id),
  'channels', (select jsonb_agg(jsonb_build_object('channel', channel, 'target', target, 'lastSuccessAt', last_success_at,
               'lastFailureAt', last_failure_at, 'failuresInRow', failures_in_row, 'failure', failure, 'backOffUntil', back_off_until)
               order by channel, target) from channel_health),
  'incidents', (select jsonb_agg(jsonb_build_object('id', id::text, 'check', check_code, 'value', value, 'threshold', threshold,
               'beganAt', began_at, 'endedAt', ended_at) order by ended_at is not null, began_at desc)
             from (select * from operations_incident order by ended_at is not null, began_at desc limit 10) i)
) as lists`;
