import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanExamplesQuery } from './plan-editor.generated.ts';

export type PlanExample = PlanExamplesQuery['planExamples'][number];

interface Props {
  examples: readonly PlanExample[];
  /** the form holds a text already, which would be replaced */
  isFilled: boolean;
  onTake: (example: PlanExample) => void;
}

/** The own plan of an earlier year and approved ones of sister units, to be read and taken over: wording only, never names. */
export function PlanExamples({ examples, isFilled, onTake }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (examples.length === 0) return null;
  const own = examples.find(example => example.source === 'OWN_EARLIER');
  const sisterCount = examples.filter(example => example.source === 'SISTER_UNIT').length;
  const take = (example: PlanExample) => {
    setOpen(false);
    onTake(example);
  };
  return (
    <div className="earlier">
      {own ? <span>{t('unitPlan.earlier', { year: own.year })}</span> : null}
      {own && !isFilled ? (
        <Button size="small" icon={<CopyOutlined />} onClick={() => take(own)}>
          {t('unitPlan.takeEarlier', { year: own.year })}
        </Button>
      ) : null}
      {sisterCount > 0 ? <span>{t('example.sisters', { count: sisterCount })}</span> : null}
      {sisterCount > 0 || isFilled ? (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('example.look')}
        </Button>
      ) : null}
      <Modal open={isOpen} width={760} title={t('example.title')} footer={null} onCancel={() => setOpen(false)}>
        <p className="modal-intro">{t('example.what')}</p>
        <Tabs
          items={examples.map((example, index) => ({
            key: String(index),
            label: t('example.of', { unit: example.unitName, year: example.year }),
            children: (
              <>
                <dl className="facts-stack">
                  <dt>{t('unitPlan.content')}</dt>
                  <dd className="pre">{example.content}</dd>
                  {example.target ? (
                    <>
                      <dt>{t('unitPlan.target')}</dt>
                      <dd>{example.target}</dd>
                    </>
                  ) : null}
                  {example.steps ? (
                    <>
                      <dt>{t('unitPlan.steps')}</dt>
                      <dd className="pre">{example.steps}</dd>
                    </>
                  ) : null}
                </dl>
                <ol className="desk-milestones">
                  {example.milestones.map((milestone, position) => (
                    <li key={position}>
                      <div className="card-line">
                        <span className="milestone-seq">{position + 1}</span>
                        <strong>{milestone.title}</strong>
                        <span className="num">{milestone.dueOn}</span>
                      </div>
                      <div className="cell-sub">
                        {milestone.deliverable} ·{' '}
                        {milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}
                        {milestone.acceptanceRule ? ` · ${milestone.acceptanceRule}` : ''}
                      </div>
                    </li>
                  ))}
                </ol>
                <div className="form-buttons">
                  <Button type="primary" icon={<CopyOutlined />} onClick={() => take(example)}>
                    {t(isFilled ? 'example.replace' : 'example.take')}
                  </Button>
                </div>
              </>
            ),
          }))}
        />
      </Modal>
    </div>
  );
}
