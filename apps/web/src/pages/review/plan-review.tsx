import { FlagOutlined } from '@ant-design/icons';
import { App, Button, Input, type InputRef } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import { Moves, useVerb } from '../../components/delivery/moves.tsx';
import { verbs } from '../../components/delivery/verbs.ts';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { moment } from '../../lib/days.ts';
import { type Change, changesOf, type Marks } from './plan-changes.ts';

/** The plan in the office's hands: every field can be marked, and what has changed since the last return is shown. */
export function PlanReview({
  action,
  asked,
  onDone,
}: {
  action: ActionPartsFragment;
  asked: ReactNode;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const take = useVerb();
  const [marks, setMarks] = useState<Marks>({});
  const [isReturning, setReturning] = useState(false);
  const canReturn = action.nextMoves.some(move => move.verb === 'returnPlan' && move.allowed);
  const changes = changesOf(action);
  const count = Object.keys(marks).length;

  const wordsOf = (name: string, value: string): string =>
    name.endsWith('.proofKinds')
      ? value
          .split(',')
          .filter(Boolean)
          .map(kind => t(`enum.evidenceKind.${kind as EvidenceKind}`))
          .join(t('common.comma'))
      : value;
  const changeAt = (name: string): Change | undefined => {
    const change = changes.get(name);
    if (!change) return undefined;
    const { before, after } = change;
    return { ...change, before: before === null ? null : wordsOf(name, before), after: wordsOf(name, after) };
  };

  const field = (name: string, label: string, value: string | null, shown?: ReactNode) => (
    <PlanField
      key={name}
      label={label}
      change={changeAt(name)}
      note={marks[name]}
      onMark={
        canReturn
          ? note =>
              setMarks(before => {
                const { [name]: _gone, ...others } = before;
                return note === undefined ? others : { ...others, [name]: note };
              })
          : undefined
      }
    >
      {shown ?? (value === null || value === '' ? '—' : value)}
    </PlanField>
  );
  const before = action.returnedPlan;
  const gone = before?.milestones.filter(old => !action.milestones.some(({ id }) => id === old.id)) ?? [];
  return (
    <div className="desk-sides">
      <div className="desk-asked">
        {asked}
        {before ? (
          <div className="return-words">
            {t('mark.returnedBefore')}
            {before.reason}
          </div>
        ) : null}
        <div className="desk-decide">
          {canReturn ? <p className="cell-sub">{t('mark.how')}</p> : null}
          <Moves
            moves={action.nextMoves}
            target={{ actionId: action.id, expectedVersion: action.version }}
            subject={action.title}
            onDone={onDone}
            except={['suspend', 'cancel', 'reopen', 'returnPlan']}
          />
          {canReturn ? (
            <Button onClick={() => setReturning(true)}>
              {t('verb.returnPlan')}
              {count > 0 ? t('mark.count', { count }) : ''}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="desk-shown">
        <dl className="field-list">
          {field('content', t('unitPlan.content'), action.content)}
          {field('target', t('unitPlan.target'), action.target)}
          {action.steps || changes.has('steps') ? field('steps', t('unitPlan.steps'), action.steps) : null}
          {field('ownerName', t('unitPlan.ownerName'), action.ownerName)}
          {field('section', t('unitPlan.section'), action.section)}
          {field('headInCharge', t('unitPlan.headInCharge'), action.headInCharge)}
          <div>
            <dt>{t('unitPlan.signed')}</dt>
            <dd>
              {action.planSignedBy ?? '—'} {action.planSignedAt ? moment(action.planSignedAt) : ''}
            </dd>
          </div>
        </dl>
        <dl className="field-list">
          {field(
            'milestones',
            t('action.milestonesTitle'),
            null,
            gone.length > 0
              ? t('mark.goneMilestones', { titles: gone.map(old => old.title).join(t('common.comma')) })
              : t('mark.milestoneCount', { count: action.milestones.length }),
          )}
        </dl>
        <ol className="desk-milestones">
          {action.milestones.map(milestone => {
            const at = (name: string) => `milestones.${milestone.id}.${name}`;
            const isNew = before !== null && !before.milestones.some(({ id }) => id === milestone.id);
            return (
              <li key={milestone.id}>
                <div className="card-line">
                  <span className="milestone-seq">{milestone.seq}</span>
                  <strong>{milestone.title}</strong>
                  {isNew ? <span className="change-word">{t('mark.added')}</span> : null}
                </div>
                <dl className="field-list">
                  {field(at('title'), t('unitPlan.milestoneTitle'), milestone.title)}
                  {field(at('dueOn'), t('milestone.due'), milestone.dueOn)}
                  {field(at('deliverable'), t('milestone.deliverable'), milestone.deliverable)}
                  {field(at('acceptanceRule'), t('milestone.acceptanceRule'), milestone.acceptanceRule)}
                  {field(
                    at('proofKinds'),
                    t('milestone.proofKinds'),
                    milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma')),
                  )}
                </dl>
              </li>
            );
          })}
        </ol>
      </div>
      <ReasonPicker
        open={isReturning}
        title={t('verb.withSubject', { verb: t('verb.returnPlan'), subject: action.title })}
        intro={count > 0 ? t('mark.sent', { count }) : t('mark.none')}
        list={verbs.returnPlan.reasons}
        okText={t('verb.returnPlan')}
        onConfirm={async reason => {
          const fields = Object.entries(marks).map(([name, note]) => ({ field: name, note: note.trim() || null }));
          const target = { actionId: action.id, expectedVersion: action.version, fields };
          const result = await take('returnPlan', { ...target, ...reason }, true);
          if (result.ok) {
            void message.success(t('verb.done', { verb: t('verb.returnPlan') }));
            onDone();
          }
          return result;
        }}
        onClose={() => setReturning(false)}
      />
    </div>
  );
}

function PlanField({
  label,
  change,
  note,
  onMark,
  children,
}: {
  label: string;
  change: Change | undefined;
  /** undefined: not marked */
  note: string | undefined;
  onMark?: (note: string | undefined) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const isMarked = note !== undefined;
  const input = useRef<InputRef>(null);
  useEffect(() => {
    if (isMarked) input.current?.focus();
  }, [isMarked]);
  return (
    <div className={isMarked ? 'plan-field plan-field-marked' : 'plan-field'}>
      <dt>
        {label}
        {onMark ? (
          <Button
            type="text"
            size="small"
            icon={<FlagOutlined />}
            aria-pressed={isMarked}
            aria-label={t(isMarked ? 'mark.unmarkField' : 'mark.markField', { field: label })}
            onClick={() => onMark(isMarked ? undefined : '')}
          >
            {t(isMarked ? 'mark.unmark' : 'mark.mark')}
          </Button>
        ) : null}
      </dt>
      <dd className="pre">
        {change && change.isChanged && change.before !== null ? (
          <TextDiff before={change.before} after={change.after} />
        ) : (
          children
        )}
        {change?.asked !== undefined ? (
          <div className={change.isChanged ? 'mark-before' : 'mark-before mark-before-open'}>
            {change.asked
              ? t('mark.withNote', {
                  word: t(change.isChanged ? 'mark.changed' : 'mark.notChanged'),
                  note: change.asked,
                })
              : t(change.isChanged ? 'mark.changed' : 'mark.notChanged')}
          </div>
        ) : null}
        {isMarked && onMark ? (
          <Input
            size="small"
            ref={input}
            value={note}
            maxLength={500}
            aria-label={t('mark.noteOn', { field: label })}
            placeholder={t('mark.note')}
            onChange={event => onMark(event.target.value)}
          />
        ) : null}
      </dd>
    </div>
  );
}
