import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RequestKind, RequestState } from '../../graphql/types.generated.ts';
import { moment } from '../../lib/days.ts';
import { Status, type Tone } from '../status.tsx';
import { RequestMoves } from './request-moves.tsx';
import type { RequestPartsFragment } from './requests.generated.ts';
import { TimelineWord } from './timeline-word.tsx';

const tone: Record<RequestState, Tone> = {
  TO_SIGN: 'warn',
  IN_REVIEW: 'active',
  FINAL_REVIEW: 'active',
  WITH_LEADERS: 'active',
  GRANTED: 'good',
  NOTED: 'good',
  ANSWERED: 'good',
  REFUSED: 'bad',
  DECLINED: 'bad',
  WITHDRAWN: 'plain',
  REVERSED: 'plain',
};

export function RequestStatus({ state }: { state: RequestState }) {
  const { t } = useTranslation();
  return <Status tone={tone[state]}>{t(`enum.requestState.${state}`)}</Status>;
}

/** One request: what is asked and why, how far it has come, who said what, and what the reader may do with it. */
export function RequestCard({ request, isListed }: { request: RequestPartsFragment; isListed?: boolean }) {
  const { t } = useTranslation();
  const thing = request.milestoneTitle ?? (isListed ? request.actionTitle : t('requests.about.action'));
  const isOpen = ['TO_SIGN', 'IN_REVIEW', 'FINAL_REVIEW', 'WITH_LEADERS'].includes(request.state);
  return (
    <article className="request" id={`request-${request.id}`} aria-label={thing}>
      <div className="notice-head">
        <strong>{t(`enum.requestKind.${request.kind}`)}</strong>
        <RequestStatus state={request.state} />
        {request.sequence ? <span className="cell-sub">{t('requests.nth', { count: request.sequence })}</span> : null}
        {isListed ? (
          <Link to={`/actions/${request.actionId}#request-${request.id}`}>{thing}</Link>
        ) : (
          <span>{thing}</span>
        )}
      </div>
      {isListed ? (
        <div className="cell-sub">
          {request.unitName} · {request.measureCode}
          {request.milestoneTitle ? ` ${request.actionTitle}` : ''}
        </div>
      ) : null}
      <Days request={request} />
      <p className="report-text">
        <span className="cell-sub">{t(request.kind === 'HELP' ? 'requests.difficulty' : 'requests.reason')}</span>
        {request.reason}
      </p>
      {request.progress ? (
        <p className="report-text">
          <span className="cell-sub">{t('requests.progress')}</span>
          {request.progress}
        </p>
      ) : null}
      <Nodes request={request} />
      {isOpen && request.replyDueOn ? (
        <div className={request.isReplyOverdue ? 'request-late' : 'cell-sub'}>
          {t(request.isReplyOverdue ? 'requests.waitingLate' : 'requests.waiting', {
            count: request.waitingWorkingDays ?? 0,
            day: request.replyDueOn,
          })}
        </div>
      ) : null}
      {isOpen && request.leadersBecause.length > 0 ? (
        <div className="cell-sub">
          {t('requests.leadersBecause', { reasons: request.leadersBecause.join(t('common.comma')) })}
        </div>
      ) : null}
      <Steps request={request} />
      <RequestMoves request={request} />
    </article>
  );
}

/** The day in force, the day asked for and the day given; the first one is never lost. */
function Days({ request }: { request: RequestPartsFragment }) {
  const { t } = useTranslation();
  if (!request.fromDueOn) return null;
  if (request.kind === 'EXPLANATION')
    return <div className="num">{t('requests.day.missed', { day: request.fromDueOn })}</div>;
  return (
    <div className="num request-days">
      <span>{t('requests.day.from', { day: request.fromDueOn })}</span>
      {request.toDueOn ? <span>→ {t('requests.day.to', { day: request.toDueOn })}</span> : null}
      {request.grantedDueOn ? <strong>→ {t('requests.day.granted', { day: request.grantedDueOn })}</strong> : null}
      {request.originalDueOn !== request.fromDueOn ? (
        <span className="cell-sub">{t('requests.day.original', { day: request.originalDueOn })}</span>
      ) : null}
    </div>
  );
}

const nodeOf: Partial<Record<RequestState, number>> = { TO_SIGN: 1, IN_REVIEW: 2, FINAL_REVIEW: 3, WITH_LEADERS: 4 };
const chains: Record<RequestKind, readonly NodeKey[]> = {
  EXTENSION: ['filed', 'to-sign', 'in-review', 'final-review'],
  EXPLANATION: ['filed', 'to-sign', 'reply'],
  NOT_APPLICABLE: ['filed', 'to-sign', 'in-review', 'final-review'],
  DECLINE: ['filed', 'to-sign', 'in-review', 'final-review'],
  HELP: ['filed', 'reply'],
};
type NodeKey = 'filed' | 'to-sign' | 'in-review' | 'reply' | 'final-review' | 'with-leaders';

function Nodes({ request }: { request: RequestPartsFragment }) {
  const { t } = useTranslation();
  const wentToLeaders = request.steps.some(step => step.verb === 'putRequestToLeaders');
  const chain: NodeKey[] = [...chains[request.kind]];
  if (wentToLeaders || (nodeOf[request.state] !== undefined && request.leadersBecause.length > 0))
    chain.push('with-leaders');
  const standing = nodeOf[request.state];
  // the chain of a call for help has no head in it
  const current = standing === undefined ? undefined : request.kind === 'HELP' ? 1 : standing;
  const isBad = request.state === 'REFUSED' || request.state === 'DECLINED' || request.state === 'WITHDRAWN';
  const taken = request.state === 'DECLINED' ? 2 : request.state === 'WITHDRAWN' ? 1 : chain.length;
  return (
    <ol className="node-line" aria-label={t('requests.nodes')}>
      {chain.map((key, index) => {
        const isCurrent = index === current;
        const isLastOfBad = isBad && index === taken - 1;
        const isDone = current === undefined ? index < taken : index < current;
        const mark = isLastOfBad ? '■' : isCurrent ? '●' : isDone ? '✓' : '○';
        const state = isLastOfBad ? 'returned' : isCurrent ? 'current' : isDone ? 'done' : 'open';
        return (
          <li key={key} className={`node-line-${state}`} aria-current={isCurrent ? 'step' : undefined}>
            <span aria-hidden>{mark}</span> {t(`requests.node.${key}`)}
          </li>
        );
      })}
    </ol>
  );
}

/** Each step by name, post and date. What was said last stands open: it is the answer, or the advice on it. */
function Steps({ request }: { request: RequestPartsFragment }) {
  const { t } = useTranslation();
  const { steps } = request;
  const last = steps.slice(1).findLast(step => step.text !== null);
  return (
    <>
      {last ? (
        <div className={request.state === 'REFUSED' || request.state === 'DECLINED' ? 'return-words' : 'request-words'}>
          <TimelineWord verb={last.verb} /> · {last.actorUnit} {last.actorName}：{last.text}
        </div>
      ) : null}
      <details className="request-steps">
        <summary>{t('requests.steps', { count: steps.length })}</summary>
        <ol>
          {steps.map(step => (
            <li key={step.at + step.verb}>
              <strong>
                <TimelineWord verb={step.verb} />
              </strong>{' '}
              {step.actorUnit} {step.actorPost} {step.actorName}{' '}
              <time className="cell-sub num" dateTime={step.at}>
                {moment(step.at)}
              </time>
              {step.text ? <div className="pre">{step.text}</div> : null}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
