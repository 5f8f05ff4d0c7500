import { useQuery } from '@apollo/client/react';
import { App, Button, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/use-command.ts';
import { ModalForm } from '../modal-form.tsx';
import { type CheckPartsFragment, MilestoneCheckDocument, RemarkOnFindingDocument } from './check.generated.ts';
import styles from './check-panel.module.css';

type Finding = CheckPartsFragment['findings'][number];
type Part = Finding['passages'][number]['mine'][number];

const readAgainMs = 3_000;

/** Key of a panel: changes with every document that comes, goes or is changed, which are then looked at again. */
export const stampOf = (evidence: readonly { id: string; version: number }[]): string =>
  evidence.map(({ id, version }) => `${id}:${version}`).join();

interface Props {
  milestoneId: string;
  forOffice?: boolean;
}

/** What a person should look at before submitting or accepting: hints, never in the way. */
export function CheckPanel({ milestoneId, forOffice = false }: Props) {
  const { t } = useTranslation();
  const { data, error, startPolling, stopPolling } = useQuery(MilestoneCheckDocument, {
    variables: { milestoneId },
    fetchPolicy: 'cache-and-network',
  });
  const [shown, setShown] = useState<Finding | null>(null);
  const [explained, setExplained] = useState<Finding | null>(null);
  const check = data?.milestoneCheck;
  const isReading = check?.isComplete === false;
  useEffect(() => {
    if (isReading) startPolling(readAgainMs);
    return stopPolling;
  }, [isReading, startPolling, stopPolling]);
  const heading = t(forOffice ? 'check.titleOffice' : 'check.title');
  if (!check) return error ? <p className="cell-sub">{t('check.failed')}</p> : null;
  const looks = check.findings.filter(finding => finding.weight === 'look').length;
  return (
    <section className={styles['panel']} aria-label={heading}>
      <div className={styles['head']}>
        <h4>{heading}</h4>
        {looks > 0 ? <span className={styles['count']}>{t('check.look', { count: looks })}</span> : null}
        <span className="cell-sub">{t('check.hint')}</span>
      </div>
      {isReading ? (
        <p className="cell-sub" role="status">
          {t('check.reading')}
        </p>
      ) : null}
      {check.findings.length === 0 ? (
        <p className="cell-sub">{t('check.nothing', { count: check.checkedCount })}</p>
      ) : (
        <ul className={styles['findings']}>
          {check.findings.map((finding, index) => (
            <li key={`${finding.code}-${finding.evidenceId ?? ''}-${index}`}>
              {finding.evidenceId === null || finding.evidenceId !== check.findings[index - 1]?.evidenceId ? (
                <span className={styles['about']}>{finding.evidenceTitle ?? t('check.whole')}</span>
              ) : null}
              <span className={styles[finding.weight === 'look' ? 'look' : 'note']}>{finding.message}</span>
              {finding.passages.length > 0 || (finding.other && finding.weight === 'look') ? (
                <Button
                  size="small"
                  type="link"
                  aria-label={t('check.compareOf', { title: finding.evidenceTitle })}
                  onClick={() => setShown(finding)}
                >
                  {t('check.compare')}
                </Button>
              ) : null}
              {finding.hint && check.viewerCanRemark ? (
                <Button
                  size="small"
                  type="link"
                  aria-label={t('check.explainOf', { title: finding.evidenceTitle })}
                  onClick={() => setExplained(finding)}
                >
                  {t(finding.remark ? 'check.explainChange' : 'check.explain')}
                </Button>
              ) : null}
              <Remark of={finding} />
            </li>
          ))}
        </ul>
      )}
      <Modal
        open={shown !== null}
        onCancel={() => setShown(null)}
        footer={null}
        width={960}
        destroyOnHidden
        title={shown?.evidenceTitle}
      >
        {shown ? <SideBySide finding={shown} /> : null}
      </Modal>
      {explained ? <Explain milestoneId={milestoneId} finding={explained} onClose={() => setExplained(null)} /> : null}
    </section>
  );
}

/** What the unit says to it, beside what was found. */
function Remark({ of: { remark } }: { of: Finding }) {
  const { t } = useTranslation();
  if (!remark) return null;
  return (
    <div className={styles['remark']}>
      {t('check.remark', { text: remark.text })}{' '}
      <span className="cell-sub">{t('check.remarkBy', { name: remark.writtenBy, day: remark.writtenOn })}</span>
    </div>
  );
}

/** One sentence for whoever will look at it, while the milestone is still the unit's. */
function Explain({ milestoneId, finding, onClose }: { milestoneId: string; finding: Finding; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [remark] = useCommand(RemarkOnFindingDocument, { refetch: ['MilestoneCheck'], quiet: true });
  const { evidenceId, hint } = finding;
  return (
    <ModalForm<{ text: string }>
      open
      title={t('check.explainOf', { title: finding.evidenceTitle })}
      intro={finding.message}
      okText={t('common.save')}
      initialValues={{ text: finding.remark?.text }}
      onSubmit={async ({ text }) => {
        const result = await remark({ input: { milestoneId, evidenceId: evidenceId!, hint: hint!, text } });
        if (result.ok) void message.success(t('check.remarkSaved'));
        return result;
      }}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={t('check.explain')}
        extra={t('check.explainWhy')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={200} placeholder={t('check.explainHint')} />
      </Form.Item>
    </ModalForm>
  );
}

/** Both texts, passage by passage; on a phone one under the other. */
function SideBySide({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { other } = finding;
  return (
    <>
      <p>{finding.message}</p>
      <Remark of={finding} />
      {other ? (
        <p>
          {t('check.other', { unit: other.unitName, year: other.year, title: other.title })}
          <span className="cell-sub">
            {' '}
            {t('check.otherDays', {
              documentOn: other.documentOn ?? t('check.noDay'),
              uploadedOn: other.uploadedOn,
            })}
          </span>{' '}
          <a href={other.url} target="_blank" rel="noreferrer">
            {t('check.open')}
          </a>
        </p>
      ) : (
        <p className="cell-sub">{t('check.otherUnit')}</p>
      )}
      {finding.passages.map((passage, index) => (
        <section key={index} className={styles['passage']}>
          <h5>{t('check.passageNo', { no: index + 1, count: passage.sameCount })}</h5>
          <div className={styles['sides']}>
            <Side whose={t('check.mine')} parts={passage.mine} />
            <Side whose={t('check.theirs')} parts={passage.theirs} />
          </div>
        </section>
      ))}
      {finding.passages.length > 0 ? <p className="cell-sub">{t('check.marks')}</p> : null}
    </>
  );
}

function Side({ whose, parts }: { whose: string; parts: readonly Part[] }) {
  return (
    <div className={styles['side']}>
      <div className={styles['whose']}>{whose}</div>
      {parts.map((part, index) =>
        part.isSame ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </div>
  );
}
