import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFrame } from '../../lib/viewer.tsx';

interface Props {
  unitId?: string | undefined;
  measureId?: string | undefined;
  programId?: string | undefined;
}

/** Everything of a unit, a measure or a year in one download. A year is chosen where nothing else narrows it down. */
export function DossierButton({ unitId, measureId, programId }: Props) {
  const { t } = useTranslation();
  const { programs } = useFrame();
  const program = programs.find(({ id }) => id === programId) ?? programs[0];
  const years = [...new Set(program?.stages.map(stage => stage.year))].sort((a, b) => b - a);
  const link = (year: number | null) => {
    const scope = { unit: unitId, measure: measureId, year: year?.toString() };
    const given = Object.entries(scope).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return `/exports/dossier?${new URLSearchParams(given).toString()}`;
  };
  const choices = [...(unitId || measureId ? [null] : []), ...years];
  if (choices.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: choices.map(year => ({
          key: String(year),
          label: (
            <a href={link(year)} download>
              {year === null ? t('dossier.allYears') : t('dossier.year', { year })}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<FolderOpenOutlined />} aria-haspopup="menu" title={t('dossier.what')}>
        {t(measureId ? 'dossier.ofMeasure' : unitId ? 'dossier.ofUnit' : 'dossier.ofYear')}
      </Button>
    </Dropdown>
  );
}
