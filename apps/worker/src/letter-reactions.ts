import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LetterColour, LetterKind } from '@yardstick/domain/letter';
import type { NoticeKind } from '@yardstick/domain/notice-wording';
import { standInOf } from '@yardstick/domain/post';
import type { PostKind } from '@yardstick/domain/roles';
import type { DomainEvent } from '@yardstick/server/events/domain-event';
import { notify, notifyCount } from '@yardstick/server/notifications/notify';

type LetterEvent = Extract<DomainEvent, { letterId: string }>;
interface LetterReaction {
  em: SqlEntityManager;
  messageId: number;
}
type ReactionTo<T extends LetterEvent['type']> = (
  event: Extract<LetterEvent, { type: T }>,
  context: LetterReaction,
) => Promise<unknown>;

/** What follows from each event of a letter. */
export const letterReactions: { [T in LetterEvent['type']]: ReactionTo<T> } = {
  /** Whoever approves is told how many drafts of the day wait, not of each. */
  'letter.drafted': async ({ unitId, letterId }, { em }) => {
    const [waiting] = await em.execute<{ approver: string; day: string; count: number }[]>(
      `select l.approver, l.drafted_on::text as day,
              (select count(*)::int from letter o where o.state = 'drafted' and o.approver = l.approver and o.drafted_on = l.drafted_on) as count
       from letter l where l.unit_id = ? and l.id = ? and l.state = 'drafted'`,
      [unitId, letterId],
    );
    if (!waiting) return;
    const { approver, ...params } = waiting;
    await notifyCount(em, {
      occasion: `letters-drafted:${approver}:${waiting.day}`,
      kind: 'letters-drafted',
      recipients: await peopleOf(em, approver === 'leader' ? ['LEADER'] : ['OFFICE_CHIEF']),
      params,
      subject: { kind: 'letter', id: null },
    });
  },
  'letter.sent': (event, context) => tellUnit(context, event, 'letter-sent'),
  'letter.answer-returned': (event, context) => tellUnit(context, event, 'letter-answer-returned', event.reason),
  'letter.settled': (event, context) => tellUnit(context, event, 'letter-settled'),
  'letter.revoked': (event, context) => tellUnit(context, event, 'letter-revoked', event.reason),
  'letter.answered': async (event, { em, messageId }) => {
    const letter = await letterOf(em, event);
    if (!letter) return;
    await notify(em, {
      occasion: `letter-answered:${letter.id}:${messageId}`,
      kind: 'letter-answered',
      recipients: await peopleOf(em, ['OFFICE_CHIEF', 'OFFICE_STAFF'], letter.unitId),
      params: paramsOf(letter),
      unitId: letter.unitId,
      subject: { kind: 'letter', id: letter.id },
    });
  },
};

interface LetterFacts {
  id: string;
  unitId: string;
  kind: LetterKind;
  colour: LetterColour | null;
  title: string;
  docNo: string;
  unit: string;
  posts: PostKind[];
  receiptDueOn: string;
  replyDueOn: string | null;
}

async function letterOf(em: SqlEntityManager, { unitId, letterId }: LetterEvent): Promise<LetterFacts | undefined> {
  const [letter] = await em.execute<LetterFacts[]>(
    `select l.id, l.unit_id as "unitId", l.kind, l.colour, l.title, l.doc_no as "docNo", u.short_name as unit,
            l.to_posts as posts, l.receipt_due_on::text as "receiptDueOn", l.reply_due_on::text as "replyDueOn"
     from letter l join unit u on u.id = l.unit_id where l.unit_id = ? and l.id = ? and l.doc_no is not null`,
    [unitId, letterId],
  );
  return letter;
}

const paramsOf = ({ kind, colour, title, docNo, unit, receiptDueOn, replyDueOn }: LetterFacts) => ({
  ...{ letter: colour ? `${kind} ${colour}` : kind, title, docNo, unit, receiptDueOn },
  replyDueOn: replyDueOn ?? '—',
});

/** The holders of the posts it is addressed to, or who stands in for them; where nobody does, the office hears of it. */
async function tellUnit(
  { em, messageId }: LetterReaction,
  event: LetterEvent,
  kind: NoticeKind,
  reason?: string | null,
): Promise<void> {
  const letter = await letterOf(em, event);
  if (!letter) return;
  const held = await em.execute<{ id: string; post: PostKind }[]>(
    `select user_id as id, post from post_holder_today where unit_id = ?`,
    [letter.unitId],
  );
  const holderOf = (post: PostKind) => held.find(holder => holder.post === post)?.id;
  const posts = letter.posts.map(post => holderOf(post) ?? holderOf(standInOf[post]));
  const recipients = posts.filter(id => id !== undefined);
  const about = { unitId: letter.unitId, occasion: `${kind}:${letter.id}:${messageId}` };
  await notify(em, {
    ...about,
    kind,
    recipients,
    params: { ...paramsOf(letter), ...(reason === undefined ? {} : { reason: reason || '—' }) },
    subject: { kind: 'letter', id: letter.id },
  });
  // When nobody at all is reached, `notify` has raised the alarm.
  if (recipients.length > 0 && posts.includes(undefined))
    await notify(em, {
      ...about,
      occasion: `no-recipient:${letter.id}`,
      kind: 'no-recipient',
      recipients: await peopleOf(em, ['OFFICE_CHIEF']),
      params: { unit: letter.unit, subject: `${letter.docNo} ${letter.title}` },
      subject: { kind: 'unit-posts', id: null },
    });
}

async function peopleOf(em: SqlEntityManager, roles: string[], notOfUnit = ''): Promise<string[]> {
  const people = await em.execute<{ id: string }[]>(
    `select id from app_user where is_active and role in (?) and unit_id <> ?`,
    [roles, notOfUnit],
  );
  return people.map(person => person.id);
}
