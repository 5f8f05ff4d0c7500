import type { TypedDocumentNode } from '@apollo/client';
import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../graphql/types.generated.ts';
import { type CommandResult, useCommands } from '../../lib/use-command.ts';
import { type Reason, ReasonPicker } from '../reason-picker.tsx';
import { type VerbName, verbName, verbs } from './verbs.ts';

export type MoveTarget =
  | { actionId: string; expectedVersion?: number }
  | { milestoneId: string; expectedVersion?: number }
  | { evidenceId: string; expectedVersion?: number }
  | { requestId: string; expectedVersion?: number }
  | { letterId: string; expectedVersion?: number };

type AnyInput = MoveTarget & Partial<Reason>;

const refetch = ['ActionRecord', 'ActionRequests', 'Requests', 'Todo', 'FrameCounts', 'Actions', 'UnitEvidence', 'Letters', 'LetterRecord'];

/** Takes one step; also used in a loop when a head signs several at once. */
export function useVerb(): (verb: VerbName, input: AnyInput, quiet?: boolean) => Promise<CommandResult<object>> {
  const [run] = useCommands({ refetch });
  return (verb, { reasonCode, ...given }, quiet = false) => {
    // a request is answered in words alone
    const input = 'requestId' in given || 'letterId' in given || reasonCode === undefined ? given : { ...given, reasonCode };
    return run(verbs[verb].document as TypedDocumentNode<object, { input: AnyInput }>, { input }, quiet);
  };
}

interface Props {
  moves: readonly Move[];
  target: MoveTarget;
  /** what it is about, for the reason dialog and for those who hear the page */
  subject: string;
  size?: 'small' | 'middle';
  onDone?: (verb: VerbName) => void;
  /** verbs that stand elsewhere on the page */
  except?: VerbName[];
  hideBlocked?: boolean;
  /** a first draft of the reason, from what is known already */
  reasonDraft?: string;
}

/** The buttons of what may be done now; what may not yet be done says why before anyone asks. */
export function Moves({
  moves,
  target,
  subject,
  size = 'middle',
  onDone,
  except = [],
  hideBlocked,
  reasonDraft,
}: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const take = useVerb();
  const [busy, setBusy] = useState<VerbName | null>(null);
  const [asking, setAsking] = useState<VerbName | null>(null);
  const known = moves
    .map(move => ({ ...move, name: verbName(move.verb) }))
    .filter((move): move is Move & { name: VerbName } => move.name !== null && !except.includes(move.name));
  const open = known.filter(move => move.allowed);
  const blocked = hideBlocked
    ? []
    : known.filter(move => !move.allowed && move.blockers.length > 0 && verbs[move.name].tone === 'main');

  const done = (verb: VerbName) => {
    void message.success(t('verb.done', { verb: t(`verb.${verb}`) }));
    onDone?.(verb);
  };
  const press = async (verb: VerbName, needsReason: boolean) => {
    if (needsReason) {
      setAsking(verb);
      return;
    }
    setBusy(verb);
    const result = await take(verb, target);
    setBusy(null);
    if (result.ok) done(verb);
  };

  if (open.length === 0 && blocked.length === 0) return null;
  const rare = open.filter(move => verbs[move.name].tone === 'rare');
  return (
    <div className="moves">
      {open.length > 0 ? (
        <div className="moves-buttons">
          {open
            .filter(move => verbs[move.name].tone !== 'rare')
            .map(move => (
              <Button
                key={move.name}
                size={size}
                type={verbs[move.name].tone === 'main' ? 'primary' : 'default'}
                loading={busy === move.name}
                disabled={busy !== null && busy !== move.name}
                onClick={() => void press(move.name, move.needsReason)}
              >
                {t(`verb.${move.name}`)}
              </Button>
            ))}
          {rare.length > 0 ? (
            <Dropdown
              trigger={['click']}
              menu={{
                items: rare.map(move => ({
                  key: move.name,
                  label: t(`verb.${move.name}`),
                  danger: move.name === 'cancel',
                })),
                onClick: ({ key }) => setAsking(key as VerbName),
              }}
            >
              <Button size={size} icon={<MoreOutlined />}>
                {t('common.more')}
              </Button>
            </Dropdown>
          ) : null}
        </div>
      ) : null}
      {blocked.map(move => (
        <div key={move.name} className="moves-blocked">
          <span className="moves-blocked-verb">{t('verb.notYet', { verb: t(`verb.${move.name}`) })}</span>
          <ul>
            {move.blockers.map(blocker => (
              <li key={blocker.code + blocker.message}>{blocker.message}</li>
            ))}
          </ul>
        </div>
      ))}
      <ReasonPicker
        open={asking !== null}
        title={asking ? t('verb.withSubject', { verb: t(`verb.${asking}`), subject }) : ''}
        list={asking ? verbs[asking].reasons : 'other'}
        okText={asking ? t(`verb.${asking}`) : t('common.confirm')}
        danger={asking === 'cancel'}
        draft={reasonDraft}
        onConfirm={async reason => {
          if (!asking) return { ok: false, userErrors: [] };
          const result = await take(asking, { ...target, ...reason }, true);
          if (result.ok) done(asking);
          return result;
        }}
        onClose={() => setAsking(null)}
      />
    </div>
  );
}
