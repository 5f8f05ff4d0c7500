import { ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPage, openPdf } from '../../lib/pdf.ts';
import styles from './pdf-view.module.css';

const zooms = [1, 1.5, 2, 3];
/** Beyond this many, pages out of sight give their memory back. */
const keptPages = 30;

/** A PDF drawn in this page, page by page as they come into sight. */
export default function PdfView({ title, bytes, onFail }: { title: string; bytes: ArrayBuffer; onFail: () => void }) {
  const { t } = useTranslation();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [zoom, setZoom] = useState(0);
  const [number, setNumber] = useState(1);
  const scroller = useRef<HTMLElement>(null);

  useEffect(() => {
    let isCurrent = true;
    // the reader takes the bytes for itself
    const opening = openPdf(bytes.slice(0));
    void opening.document.then(
      opened => {
        if (isCurrent) setPdf(opened);
      },
      () => {
        if (isCurrent) onFail();
      },
    );
    return () => {
      isCurrent = false;
      opening.close();
    };
  }, [bytes, onFail]);

  const count = pdf?.numPages ?? 0;
  const onScroll = (): void => {
    const element = scroller.current;
    if (!element) return;
    const middle = element.scrollTop + element.clientHeight / 2;
    const pages = [...element.querySelectorAll<HTMLElement>('[data-page]')];
    const below = pages.findIndex(page => page.offsetTop > middle);
    setNumber(Math.max(1, below < 0 ? pages.length : below));
  };

  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <span>{count ? t('evidence.preview.pageOf', { number, count }) : t('common.loading')}</span>
        <Button
          type="text"
          icon={<ZoomOutOutlined />}
          aria-label={t('evidence.preview.smaller')}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <Button
          type="text"
          icon={<ZoomInOutlined />}
          aria-label={t('evidence.preview.larger')}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
      </div>
      <section
        ref={scroller}
        className={styles.pages}
        aria-label={title}
        aria-busy={pdf === null}
        onScroll={onScroll}
        // a scrolling region must be reachable by keyboard
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
        tabIndex={0}
      >
        {pdf
          ? Array.from({ length: count }, (_, index) => (
              <PdfPage
                key={index}
                pdf={pdf}
                number={index + 1}
                zoom={zooms[zoom] ?? 1}
                isKept={count <= keptPages}
                onFail={onFail}
              />
            ))
          : null}
      </section>
    </div>
  );
}

interface PageProps {
  pdf: PDFDocumentProxy;
  number: number;
  zoom: number;
  isKept: boolean;
  onFail: () => void;
}

function PdfPage({ pdf, number, zoom, isKept, onFail }: PageProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isNear, setNear] = useState(false);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [isDrawn, setDrawn] = useState(false);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      entries => setNear(was => (isKept && was) || entries.some(entry => entry.isIntersecting)),
      { root: element.parentElement, rootMargin: '800px 0px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [isKept]);

  useEffect(() => {
    if (!isNear) return;
    let isCurrent = true;
    void pdf.getPage(number).then(
      found => {
        if (isCurrent) setPage(found);
      },
      () => {
        // one page that cannot be read does not take the others away
        if (isCurrent && number === 1) onFail();
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [isNear, pdf, number, onFail]);

  useEffect(() => {
    const [element, surface] = [place.current, canvas.current];
    if (!isNear || !page || !element || !surface) return;
    const drawing = drawPage(page, surface, element.clientWidth);
    void drawing.done.then(
      () => setDrawn(true),
      () => undefined,
    );
    return () => {
      drawing.stop();
      surface.width = 0;
      surface.height = 0;
      setDrawn(false);
    };
  }, [isNear, page, zoom]);

  const [, , width = 595, height = 842] = page?.view ?? [];
  const isLying = page ? page.rotate % 180 !== 0 : false;
  return (
    <div
      ref={place}
      className={styles.page}
      data-page={number}
      style={{
        width: `${zoom * 100}%`,
        aspectRatio: isLying ? `${height} / ${width}` : `${width} / ${height}`,
      }}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('evidence.preview.page', { number })}
        aria-busy={isNear && !isDrawn}
      />
    </div>
  );
}
