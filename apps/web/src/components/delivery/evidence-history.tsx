import { PushpinOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { day, moment } from '../../lib/days.ts';
import { fileSize } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { ModalForm } from '../modal-form.tsx';
import type { EvidencePartsFragment } from './delivery.generated.ts';
import { EvidenceStatus } from './evidence-row.tsx';
import { type EvidenceRecordQuery, LibraryMeasuresDocument, UseEvidenceDocument } from './evidence.generated.ts';
import styles from './evidence.module.css';
import { isUsable } from './kinds.ts';

type Use = NonNullable<EvidenceRecordQuery['evidenceRecord']>['uses'][number];

const refetch = ['UnitEvidence', 'EvidenceRecord', 'ActionRecord'];

/** Every version there ever was: when, by whom, which bytes, and why. */
export function EvidenceHistory({ versions, shown }: { versions: readonly EvidencePartsFragment[]; shown: string }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('evidence.history')}>
      <h3>{t('evidence.history')}</h3>
      <ol className={styles.history}>
        {versions.map(version => (
          <li key={version.id} aria-current={version.id === shown ? 'true' : undefined}>
            <div>
              <Link to={`/evidence/${version.id}`}>{t('evidence.versionNo', { no: version.versionNo })}</Link>{' '}
              <EvidenceStatus state={version.state} />{' '}
              {version.id === shown ? <span className={styles.shown}>{t('evidence.shownNow')}</span> : null}
            </div>
            <div className="cell-sub">
              {version.uploadedBy} {moment(version.uploadedAt)} · {version.fileName} ({fileSize(version.size)})
            </div>
            {version.changeNote ? <div>{t('evidence.changed', { note: version.changeNote })}</div> : null}
            {version.withdrawnReason ? (
              <div>{t('evidence.withdrawnFor', { reason: version.withdrawnReason })}</div>
            ) : null}
            <code className="hash">{version.sha256}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Asked once, used n times: where. */
export function EvidenceUses({ uses }: { uses: readonly Use[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('evidence.used')}>
      <h3>{t('evidence.askedOnce', { count: uses.length })}</h3>
      {uses.length === 0 ? <p className="cell-sub">{t('evidence.unused')}</p> : null}
      <ul className={styles.uses}>
        {uses.map(use => (
          <li key={`${use.milestoneId ?? ''} ${use.measureId} ${use.year}`}>
            {use.actionId && use.milestoneId ? (
              <Link to={`/actions/${use.actionId}#milestone-${use.milestoneId}`}>{use.milestoneTitle}</Link>
            ) : (
              t('evidence.forMeasure')
            )}
            <div className="cell-sub">
              {use.year} · {use.measureCode} {use.measureTitle}
              {use.milestoneState ? ` · ${t(`enum.milestoneState.${use.milestoneState}`)}` : ''}
              {use.isReviewedAgain ? ` · ${t('evidence.reviewedAgain')}` : ''} · {day(moment(use.usedAt).slice(0, 10))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface UseValues {
  measureIds: string[];
  years: number[];
}

/** The same file for further measures and years: nothing is uploaded. */
export function UseFor({ evidence }: { evidence: EvidencePartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const [isOpen, setOpen] = useState(false);
  const mayUse = viewer.role === 'UNIT_LIAISON' || viewer.role === 'UNIT_STAFF';
  if (!mayUse || !evidence.isNewest || !isUsable(evidence.state)) return null;
  return (
    <>
      <Button icon={<PushpinOutlined />} onClick={() => setOpen(true)}>
        {t('evidence.useFor')}
      </Button>
      {isOpen ? (
        <UseForm
          evidence={evidence}
          onClose={() => setOpen(false)}
          onDone={() => void message.success(t('evidence.linked', { title: evidence.title }))}
        />
      ) : null}
    </>
  );
}

function UseForm({
  evidence,
  onClose,
  onDone,
}: {
  evidence: EvidencePartsFragment;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [use] = useCommand(UseEvidenceDocument, { refetch, quiet: true });
  const { measures, years } = useLibraryFilters();
  return (
    <ModalForm<UseValues>
      open
      title={t('evidence.useForTitle', { title: evidence.title })}
      intro={t('evidence.useForWhat')}
      okText={t('evidence.link')}
      initialValues={{ measureIds: [], years: evidence.documentOn ? [Number(evidence.documentOn.slice(0, 4))] : [] }}
      onSubmit={async values => {
        const uses = values.measureIds.flatMap(measureId => values.years.map(year => ({ measureId, year })));
        const result = await use({ input: { evidenceId: evidence.id, uses } });
        if (result.ok) onDone();
        return result;
      }}
      onClose={onClose}
    >
      <Form.Item name="measureIds" label={t('evidence.measure')} rules={[{ required: true }]}>
        <Select mode="multiple" options={measures} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="years" label={t('evidence.year')} rules={[{ required: true }]}>
        <Select mode="multiple" options={years} />
      </Form.Item>
    </ModalForm>
  );
}

/** The measures the unit has a part in, and the program's years. */
export function useLibraryFilters(): {
  measures: { value: string; label: string }[];
  years: { value: number; label: string }[];
} {
  const { data } = useQuery(LibraryMeasuresDocument);
  const { byMeasure = [], program } = data?.dashboard ?? {};
  const [from, to] = [program?.startsOn, program?.endsOn].map(value => Number(value?.slice(0, 4)));
  return {
    measures: byMeasure.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
    years: from && to ? Array.from({ length: to - from + 1 }, (_, index) => to - index).map(plain) : [],
  };
}

const plain = (year: number) => ({ value: year, label: String(year) });
