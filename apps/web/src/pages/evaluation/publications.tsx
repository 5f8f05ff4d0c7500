import { App, Button, Form, Popconfirm, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { PublishedUnits } from '../../components/published-units.tsx';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { Section } from '../../components/record-page.tsx';
import type { Published } from '../../graphql/types.generated.ts';
import { moment } from '../../lib/days.ts';
import { useCommands } from '../../lib/use-command.ts';
import {
  ApprovePublicationDocument,
  type OutcomePartsFragment,
  ProposePublicationDocument,
  RefusePublicationDocument,
} from './outcome.generated.ts';
import styles from './outcome.module.css';

const kinds: Published[] = ['RANKING', 'GRADES', 'DISTRIBUTION'];
const refetch = ['EvaluationOutcome', 'Todo', 'FrameCounts'];

export interface PublicationsProps {
  outcome: OutcomePartsFragment;
  evaluationId: string;
}

/** Who decided when what everybody may see of a frozen result. */
export function Publications({ outcome, evaluationId }: PublicationsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [run, { loading }] = useCommands({ refetch });
  const [isProposing, setProposing] = useState(false);
  const [isRefusing, setRefusing] = useState(false);
  const { publications } = outcome;
  const newest = publications.at(-1);
  const published = publications.find(({ state }) => state === 'PUBLISHED');
  const publicationId = newest?.id ?? '';
  const wordOf = (what: Published): string => t(`enum.published.${what}`);
  return (
    <Section
      title={t('publication.title')}
      extra={
        <>
          {outcome.viewerCanProposePublication && (
            <Button type="primary" onClick={() => setProposing(true)}>
              {t('publication.propose')}
            </Button>
          )}
          {outcome.viewerCanDecidePublication && newest && (
            <>
              <Popconfirm
                placement="bottomRight"
                title={t('publication.approve')}
                description={
                  <div className={styles.ask}>{t('publication.approveAsk', { what: wordOf(newest.what) })}</div>
                }
                onConfirm={async () => {
                  if ((await run(ApprovePublicationDocument, { input: { publicationId, reason: null } })).ok)
                    void message.success(t('publication.approvedMessage'));
                }}
              >
                <Button type="primary" loading={loading}>
                  {t('publication.approve')}
                </Button>
              </Popconfirm>
              <Button onClick={() => setRefusing(true)}>{t('publication.refuse')}</Button>
            </>
          )}
        </>
      }
    >
      {publications.length === 0 && <p className={styles.line}>{t('publication.none')}</p>}
      <ul className={styles.publications}>
        {publications.map(publication => (
          <li key={publication.id}>{sentenceOf(publication)}</li>
        ))}
      </ul>
      {published && published.what !== 'RANKING' && <PublishedUnits publication={published} />}
      <ModalForm<{ what: Published }>
        open={isProposing}
        title={t('publication.propose')}
        intro={t('publication.proposeIntro')}
        okText={t('publication.propose')}
        onClose={() => setProposing(false)}
        onSubmit={async ({ what }) => {
          const answer = await run(ProposePublicationDocument, { input: { evaluationId, what } }, true);
          if (answer.ok) void message.success(t('publication.proposedMessage'));
          return answer;
        }}
      >
        <Form.Item
          name="what"
          label={t('publication.what')}
          rules={[{ required: true, message: t('publication.whatRequired') }]}
        >
          <Radio.Group vertical options={kinds.map(value => ({ value, label: wordOf(value) }))} />
        </Form.Item>
      </ModalForm>
      <ReasonPicker
        open={isRefusing}
        title={t('publication.refuse')}
        list="other"
        okText={t('publication.refuse')}
        onConfirm={async ({ reason }) => {
          const answer = await run(RefusePublicationDocument, { input: { publicationId, reason } }, true);
          if (answer.ok) void message.success(t('publication.refusedMessage'));
          return answer;
        }}
        onClose={() => setRefusing(false)}
      />
    </Section>
  );

  function sentenceOf(publication: (typeof publications)[number]): string {
    const what = wordOf(publication.what);
    if (publication.state === 'PROPOSED')
      return t('publication.proposed', { name: publication.proposedBy, at: moment(publication.proposedAt), what });
    const said = {
      what,
      proposed: publication.proposedBy,
      name: publication.decidedBy ?? '—',
      at: moment(publication.decidedAt),
    };
    return publication.state === 'PUBLISHED'
      ? t('publication.published', said)
      : t('publication.refused', { ...said, reason: publication.reason ?? '—' });
  }
}
