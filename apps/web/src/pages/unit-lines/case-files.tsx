import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { caseFileText, readCaseFiles } from '@yardstick/domain/case-file-draw';
import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import {
  CaseDrawProofDocument,
  CaseFilesDocument,
  type CaseFilesPartsFragment,
  DrawCaseFilesDocument,
  ListCaseFilesDocument,
} from './case-files.generated.ts';
import styles from './case-files.module.css';

const refetch = ['CaseFiles'];

/** What a unit’s case files are, which of them were drawn, and by what; nothing where the scheme marks none. */
export function CaseFilesOfUnit({ evaluationId, unitId }: { evaluationId: string; unitId: string }) {
  const { data } = useQuery(CaseFilesDocument, { variables: { id: evaluationId, unitId } });
  return data?.caseFiles.map(cases => (
    <CasesOfFigure key={cases.figure} evaluationId={evaluationId} unitId={unitId} cases={cases} />
  ));
}

interface Props {
  evaluationId: string;
  unitId: string;
  cases: CaseFilesPartsFragment;
}

function CasesOfFigure({ evaluationId, unitId, cases }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isListing, setListing] = useState(false);
  const [draw, drawing] = useCommand(DrawCaseFilesDocument, { refetch });
  const list = cases.lists.at(-1);
  const input = { evaluationId, unitId, figure: cases.figure };
  const drawNow = async () => {
    if ((await draw({ input })).ok) void message.success(t('cases.drawDone'));
  };
  return (
    <Section
      title={t('cases.title', { name: localized(cases.name) })}
      extra={
        <>
          {cases.viewerCanDraw && (
            <Button type="primary" loading={drawing.loading} onClick={() => void drawNow()}>
              {t('cases.draw')}
            </Button>
          )}
          {cases.viewerCanList && (
            <Button onClick={() => setListing(true)}>{t(list ? 'cases.relist' : 'cases.list')}</Button>
          )}
        </>
      }
    >
      <p className="cell-sub">{t('cases.what')}</p>
      {list ? <ListOnRecord cases={cases} list={list} /> : t('cases.none')}
      {isListing && <ListForm input={input} cases={cases} onClose={() => setListing(false)} />}
    </Section>
  );
}

type List = CaseFilesPartsFragment['lists'][number];

function ListOnRecord({ cases, list }: { cases: CaseFilesPartsFragment; list: List }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { draw } = list;
  const kindOf = new Map(list.files.map(({ number, kind }) => [number, kind]));
  const earlier = cases.lists.slice(0, -1);
  const saveProof = async () => {
    const { data } = await client.query({ query: CaseDrawProofDocument, variables: { listId: list.id } });
    if (data?.caseDrawProof) save(data.caseDrawProof, `${list.sha256.slice(0, 8)}.json`);
  };
  return (
    <>
      {draw ? (
        <>
          <h3>{t('cases.drawn')}</h3>
          <ol className={styles.drawn} aria-label={t('cases.drawn')}>
            {draw.drawn.map(number => (
              <li key={number}>
                {number} <span className="cell-sub">{kindOf.get(number)}</span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <Alert type="info" showIcon title={t('cases.waiting')} />
      )}
      <dl className={styles.facts}>
        <dt>{t('cases.listedBy')}</dt>
        <dd>{t('cases.byAt', { name: list.listedBy, at: moment(list.listedAt) })}</dd>
        <dt>{t('cases.count')}</dt>
        <dd>{list.fileCount}</dd>
        <dt>{t('cases.size')}</dt>
        <dd>{list.size}</dd>
        <dt>{t('cases.sha')}</dt>
        <dd className={styles.hash}>{list.sha256}</dd>
        {list.reason && (
          <>
            <dt>{t('cases.replaced')}</dt>
            <dd>{list.reason}</dd>
          </>
        )}
        {draw && (
          <>
            <dt>{t('cases.drawnBy')}</dt>
            <dd>{t('cases.byAt', { name: draw.drawnBy, at: moment(draw.drawnAt) })}</dd>
            <dt>{t('cases.leaf')}</dt>
            <dd>{draw.leafSeq}</dd>
            <dt>{t('cases.checkpoint')}</dt>
            <dd>{t('cases.checkpointOf', { size: draw.checkpointSize })}</dd>
            <dt>{t('cases.root')}</dt>
            <dd className={styles.hash}>{draw.checkpointRoot}</dd>
            <dt>{t('cases.seed')}</dt>
            <dd className={styles.hash}>{draw.seed}</dd>
            <dt>{t('cases.rule')}</dt>
            <dd>{t('cases.ruleText', { size: list.size })}</dd>
          </>
        )}
      </dl>
      {earlier.length > 0 && (
        <>
          <h3>{t('cases.earlier')}</h3>
          <ul>
            {earlier.map(({ id, no, fileCount, listedBy, listedAt, sha256 }) => (
              <li key={id}>
                {t('cases.earlierOne', { no, count: fileCount, name: listedBy, at: moment(listedAt) })}{' '}
                <span className={styles.hash}>{sha256}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('cases.all', { count: list.fileCount })}</summary>
        <ul className={styles.all}>
          {list.files.map(({ number, kind }) => (
            <li key={number}>
              {number} <span className="cell-sub">{kind}</span>
            </li>
          ))}
        </ul>
      </details>
      <div className={styles.buttons}>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => save(caseFileText(list.files), `${list.sha256.slice(0, 8)}.txt`)}
        >
          {t('cases.download')}
        </Button>
        {draw && (
          <Button icon={<DownloadOutlined />} onClick={() => void saveProof()}>
            {t('cases.proof')}
          </Button>
        )}
        <Button className="desk-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('cases.print')}
        </Button>
      </div>
    </>
  );
}

/** As the bytes are that were hashed. */
function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

interface Values {
  list: string;
  size?: number | null;
  reason?: string;
}

function ListForm({
  input,
  cases,
  onClose,
}: {
  input: { evaluationId: string; unitId: string; figure: string };
  cases: CaseFilesPartsFragment;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [record] = useCommand(ListCaseFilesDocument, { refetch, quiet: true });
  const count = readCaseFiles(Form.useWatch('list', form) ?? '').length;
  const isAnother = cases.lists.length > 0;
  return (
    <ModalForm<Values>
      open
      width={640}
      form={form}
      title={t(isAnother ? 'cases.relist' : 'cases.list')}
      okText={t(isAnother ? 'cases.relist' : 'cases.list')}
      intro={t('cases.what')}
      onClose={onClose}
      onSubmit={async ({ list, size, reason }) => {
        const answer = await record({ input: { ...input, list, size: size ?? null, reason: reason ?? null } });
        if (answer.ok) void message.success(t('cases.listDone'));
        return answer;
      }}
    >
      <Form.Item
        name="list"
        label={t('cases.input')}
        extra={count > 0 ? t('cases.read', { count }) : t('cases.inputHelp')}
        rules={[{ required: true, whitespace: true, message: t('cases.inputMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} />
      </Form.Item>
      <Form.Item name="size" label={t('cases.size')} extra={t('cases.sizeHelp', { size: cases.defaultSize })}>
        <InputNumber min={1} precision={0} placeholder={String(cases.defaultSize)} />
      </Form.Item>
      {isAnother && (
        <Form.Item
          name="reason"
          label={t('cases.reason')}
          rules={[{ required: true, whitespace: true, message: t('cases.reasonMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      )}
    </ModalForm>
  );
}
