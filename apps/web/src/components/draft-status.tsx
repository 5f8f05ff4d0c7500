import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../lib/days.ts';
import { type DraftBody, type DraftState, isSame } from '../lib/draft.ts';

const time = (at: string | null): string => (at ? moment(at).slice(-5) : '');

/** Whether what stands in the form is kept: 已保存 14:03, 未保存, or two texts to choose from. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const word =
    state.kind === 'saved'
      ? t('draft.saved', { at: time(state.at) })
      : state.kind === 'saving'
        ? t('draft.saving')
        : state.kind === 'unsaved'
          ? t('draft.unsaved')
          : state.kind === 'offline'
            ? t('draft.offline')
            : state.kind === 'conflict'
              ? t('draft.conflict')
              : state.kind === 'closed'
                ? state.message
                : '';
  const isBad = state.kind === 'offline' || state.kind === 'conflict' || state.kind === 'closed';
  return (
    <span className={isBad ? 'draft-status draft-status-bad' : 'draft-status'} role="status">
      {word}
    </span>
  );
}

export interface DraftLine {
  label: string;
  text: string;
}

/** Both texts of a conflict side by side; the one that is not chosen is gone, and nothing goes before somebody chose. */
export function DraftConflict({
  state,
  linesOf,
  handedIn,
  onChoose,
}: {
  state: DraftState;
  linesOf: (body: DraftBody) => DraftLine[];
  /** what stands there when the other one was handed in and no draft is left */
  handedIn: DraftBody;
  onChoose: (whose: 'mine' | 'theirs', theirs: DraftBody) => void;
}) {
  const { t } = useTranslation();
  const [isLater, setLater] = useState(false);
  if (state.kind !== 'conflict') return null;
  const theirs = state.theirs.body ?? handedIn;
  const [mineLines, theirLines] = [linesOf(state.mine), linesOf(theirs)];
  const labels = [...new Set([...mineLines, ...theirLines].map(line => line.label))];
  const textOf = (lines: DraftLine[], label: string) => lines.find(line => line.label === label)?.text ?? '';
  const choose = (whose: 'mine' | 'theirs') => {
    setLater(false);
    onChoose(whose, theirs);
  };
  const by = t('draft.theirs', { name: state.theirs.savedBy ?? t('draft.somebody'), at: time(state.theirs.savedAt) });
  return (
    <>
      {isLater ? (
        <Alert
          type="warning"
          showIcon
          className="modal-errors"
          title={t('draft.conflictOpen')}
          action={
            <Button size="small" onClick={() => setLater(false)}>
              {t('draft.compare')}
            </Button>
          }
        />
      ) : null}
      <Modal
        open={!isLater}
        width={920}
        title={t('draft.conflictTitle')}
        mask={{ closable: false }}
        onCancel={() => setLater(true)}
        footer={[
          <Button key="later" onClick={() => setLater(true)}>
            {t('draft.later')}
          </Button>,
          <Button key="theirs" onClick={() => choose('theirs')}>
            {t('draft.takeTheirs')}
          </Button>,
          <Button key="mine" type="primary" onClick={() => choose('mine')}>
            {t('draft.takeMine')}
          </Button>,
        ]}
      >
        <p className="modal-intro">{t('draft.conflictWhat')}</p>
        <div className="draft-sides">
          {(
            [
              [t('draft.mine'), mineLines],
              [by, theirLines],
            ] as const
          ).map(([title, lines]) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <dl className="field-list">
                {labels.map(label => {
                  const differs = !isSame(textOf(mineLines, label), textOf(theirLines, label));
                  return (
                    <div key={label} className={differs ? 'draft-differs' : undefined}>
                      <dt>
                        {label}
                        {differs ? <span className="draft-differs-word">{t('draft.differs')}</span> : null}
                      </dt>
                      <dd className="pre">{textOf(lines, label) || '—'}</dd>
                    </div>
                  );
                })}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </>
  );
}
