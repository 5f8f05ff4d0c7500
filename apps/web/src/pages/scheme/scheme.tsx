import { EditOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { SchemeRules } from '../../components/scheme-rules.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { Differences } from './differences.tsx';
import { SchemePageDocument } from './scheme.generated.ts';
import { Versions } from './versions.tsx';

export default function SchemePage() {
  const { t } = useTranslation();
  const { code = '', version } = useParams();
  const asked = version === undefined ? null : Number(version) || 0;
  const { data, error, refetch } = useQuery(SchemePageDocument, {
    variables: { code, version: asked },
    fetchPolicy: 'cache-and-network',
  });
  const scheme = data?.publishedScheme;
  const isNewest = scheme && scheme.version === scheme.versions[0]?.version;
  const facts = scheme
    ? [
        { key: 'code', label: t('schemes.code'), children: <code>{scheme.code}</code> },
        { key: 'version', label: t('schemes.versionOf'), children: t('schemes.version', { n: scheme.version }) },
        {
          key: 'published',
          label: t('schemes.published'),
          children: scheme.publishedBy ? `${scheme.publishedBy} ${moment(scheme.publishedAt)}` : t('schemes.delivered'),
        },
        ...(scheme.draftedBy ? [{ key: 'drafted', label: t('schemes.draftedBy'), children: scheme.draftedBy }] : []),
        ...(scheme.reason ? [{ key: 'reason', label: t('schemes.reason'), children: scheme.reason }] : []),
        ...(typeof scheme.evaluationCount === 'number'
          ? [
              {
                key: 'evaluations',
                label: t('schemes.evaluations'),
                children: t('schemes.evaluationCount', { n: scheme.evaluationCount }),
              },
            ]
          : []),
      ]
    : undefined;
  return (
    <RecordPage
      title={scheme ? localized(scheme.name) : t('schemes.one')}
      titleExtra={
        scheme && (
          <>
            <Status tone={isNewest ? 'good' : 'plain'}>
              {t(isNewest ? 'schemes.inForce' : 'schemes.earlier', { n: scheme.version })}
            </Status>
            {scheme.subject === 'case-file' && <Status>{t('schemes.ofCaseFiles')}</Status>}
          </>
        )
      }
      breadcrumb={[{ title: t('schemes.title'), to: '/schemes' }]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.publishedScheme === null,
        retry: () => void refetch(),
      }}
      extra={
        scheme && (
          <Space wrap>
            <Button icon={<FileWordOutlined />} href={scheme.docxUrl} download>
              {t('schemes.docx')}
            </Button>
            <Button
              className="desk-only"
              icon={<PrinterOutlined />}
              href={`/print/schemes/${scheme.code}/${scheme.version}`}
              target="_blank"
            >
              {t('common.print')}
            </Button>
            {scheme.viewerCanDraft && (
              <Link to={`/schemes/${scheme.code}/draft`}>
                <Button type="primary" icon={<EditOutlined />} tabIndex={-1}>
                  {t('schemes.write')}
                </Button>
              </Link>
            )}
          </Space>
        )
      }
      facts={facts}
      factColumns={3}
    >
      {scheme && (
        <>
          <Section title={t('schemes.rules')}>
            <SchemeRules rules={scheme.rules} terms={scheme.terms} text={scheme.text} />
          </Section>
          {scheme.versions.length > 1 && <Differences scheme={scheme} />}
          <Section title={t('schemes.versions')}>
            <Versions scheme={scheme} />
          </Section>
        </>
      )}
    </RecordPage>
  );
}
