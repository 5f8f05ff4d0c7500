import { FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../lib/http.ts';
import styles from './plan-import.module.css';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAX_BYTES = 10 * 1024 * 1024;

function unfitness(file: File): 'import.notXlsx' | 'import.tooLarge' | null {
  if (!/\.xlsx$/i.test(file.name)) return 'import.notXlsx';
  return file.size > MAX_BYTES ? 'import.tooLarge' : null;
}

export function ChooseWorkbook({ onRead }: { onRead: (importId: string) => void }) {
  const { t } = useTranslation();
  const [isReading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function handleFile(file: File) {
    const unfit = unfitness(file);
    setRefusal(unfit && t(unfit));
    if (unfit) return;
    setReading(true);
    try {
      const { ok, body } = await call<{ importId: string }>('POST', '/imports/plan', file, {
        'content-type': XLSX,
        'x-file-name': encodeURIComponent(file.name),
      });
      if (ok && body.importId) onRead(body.importId);
      else setRefusal(t('import.refused', { message: body.message ?? '—' }));
    } catch {
      setRefusal(t('common.offline'));
    } finally {
      setReading(false);
    }
  }

  return (
    <div className={styles.choose}>
      <section className="panel">
        {refusal && <Alert className={styles.refusal} type="error" showIcon role="alert" title={refusal} />}
        <Spin spinning={isReading} description={t('import.reading')}>
          <Upload.Dragger
            accept=".xlsx"
            showUploadList={false}
            disabled={isReading}
            beforeUpload={file => {
              void handleFile(file);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p className="ant-upload-text">{t('import.drop')}</p>
            <p className={styles.quiet}>{t('import.dropHelp')}</p>
          </Upload.Dragger>
        </Spin>
      </section>
      <section className={`panel ${styles.files}`}>
        <Button icon={<FileExcelOutlined />} href="/exports/plan-template.xlsx" download>
          {t('import.template')}
        </Button>
        <p className={styles.quiet}>{t('import.templateNote')}</p>
        <Button icon={<FileExcelOutlined />} href="/exports/plan-sample-national.xlsx" download>
          {t('import.sample')}
        </Button>
        <p className={styles.quiet}>{t('import.sampleNote')}</p>
      </section>
    </div>
  );
}
