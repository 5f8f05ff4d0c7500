import { useQuery } from '@apollo/client/react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DifferenceList } from '../../components/difference-list.tsx';
import { PageState } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { useSearch } from '../../lib/use-search.ts';
import { SchemeDifferencesDocument, type SchemePageQuery } from './scheme.generated.ts';

type Scheme = NonNullable<SchemePageQuery['publishedScheme']>;

/** What another version says otherwise; the one before, unless another is chosen. */
export function Differences({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation();
  const others = scheme.versions.filter(({ version }) => version !== scheme.version);
  const before = others.find(({ version }) => version < scheme.version) ?? others.at(-1)!;
  const [values, setValues] = useSearch({ with: '' });
  const from = others.find(({ version }) => String(version) === values.with)?.version ?? before.version;
  const { data, error, refetch } = useQuery(SchemeDifferencesDocument, {
    variables: { code: scheme.code, from, to: scheme.version },
  });
  return (
    <Section
      title={t('schemes.differences')}
      extra={
        <Select
          aria-label={t('schemes.compareWith')}
          value={from}
          style={{ minWidth: 150 }}
          onChange={(version: number) => setValues({ with: String(version) })}
          options={others.map(({ version }) => ({ value: version, label: t('schemes.with', { n: version }) }))}
        />
      }
    >
      <PageState loading={!data} error={data ? undefined : error} retry={() => void refetch()}>
        <DifferenceList differences={data?.schemeDifferences ?? []} />
      </PageState>
    </Section>
  );
}
