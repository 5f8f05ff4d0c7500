import {
  getDocument,
  PDFWorker,
  version,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import Worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker';

/** Where the build puts what the reader fetches: character maps, the standard fonts, decoders without WebAssembly. */
const parts = new URL(`/assets/pdf-${version}/`, document.baseURI).href;
const largestPicture = 64_000_000;
const largestCanvas = 16_000_000;

interface Opening {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/** Reads a PDF in a worker that knows this origin only; scripts in it are never run. */
export function openPdf(data: ArrayBuffer): Opening {
  const port = new Worker();
  const broken = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new Error('The worker did not start.')));
  });
  const task = getDocument({
    data,
    worker: PDFWorker.create({ port }),
    cMapUrl: `${parts}cmaps/`,
    standardFontDataUrl: `${parts}standard_fonts/`,
    wasmUrl: `${parts}wasm/`,
    // the content security policy allows none
    useWasm: false,
    disableWorkerRendering: true,
    enableXfa: false,
    maxImageSize: largestPicture,
    CanvasFactory: FallbackFontCanvases,
    verbosity: 0,
  });
  return {
    document: Promise.race([task.promise, broken]),
    close: () => {
      void task.destroy().finally(() => port.terminate());
    },
  };
}

interface Drawing {
  done: Promise<void>;
  stop: () => void;
}

/** Draws a page as wide as the place it has, as sharp as the screen is. */
export function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Drawing {
  const natural = page.getViewport({ scale: 1 });
  const wanted = (width / natural.width) * Math.min(window.devicePixelRatio, 2);
  const scale = Math.min(wanted, Math.sqrt(largestCanvas / (natural.width * natural.height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  withFallbackFont(canvas);
  let isStopped = false;
  let task = page.render({ canvas, viewport });
  const draw = async (): Promise<void> => {
    await task.promise;
    // what was written in the page's own font asks for it only then
    if (document.fonts.status === 'loading') {
      await document.fonts.ready;
      if (isStopped) return;
      task = page.render({ canvas, viewport });
      await task.promise;
    }
  };
  return {
    done: draw(),
    stop: () => {
      isStopped = true;
      task.cancel();
    },
  };
}

const patched = new WeakSet<CanvasRenderingContext2D>();

/** Characters of a font that is neither in the file nor on this computer are written in the page's own. */
function withFallbackFont(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  if (!context || patched.has(context)) return;
  patched.add(context);
  const { prototype } = CanvasRenderingContext2D;
  Object.defineProperty(context, 'font', {
    get: () => Reflect.get(prototype, 'font', context) as unknown,
    set: (font: string) => Reflect.set(prototype, 'font', `${font}, "Noto Sans SC"`, context),
  });
}

/** Canvases the reader draws parts of a page on before it puts them together. */
class FallbackFontCanvases {
  create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D | null } {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    withFallbackFont(canvas);
    return { canvas, context: canvas.getContext('2d') };
  }

  getNoAlphaContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false });
  }

  reset({ canvas }: { canvas: HTMLCanvasElement }, width: number, height: number): void {
    canvas.width = width;
    canvas.height = height;
  }

  destroy(drawn: { canvas: HTMLCanvasElement | null; context: unknown }): void {
    if (drawn.canvas) drawn.canvas.width = drawn.canvas.height = 0;
    drawn.canvas = null;
    drawn.context = null;
  }
}
