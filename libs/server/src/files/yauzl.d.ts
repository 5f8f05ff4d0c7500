/** The part of yauzl 3.4 in use; the package brings no types. */
declare module 'yauzl' {
  export interface Entry {
    fileName: string;
    fileNameRaw: Buffer;
    fileNameLength: number;
    compressionMethod: number;
    compressedSize: number;
    uncompressedSize: number;
    crc32: number;
    externalFileAttributes: number;
    relativeOffsetOfLocalHeader: number;
    isEncrypted(): boolean;
  }
  export interface ZipFile {
    entryCount: number;
    comment: string;
    readEntryCursor: number;
    eachEntry(): AsyncIterable<Entry>;
    close(): void;
  }
  export abstract class RandomAccessReader {
    read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytesRead?: number) => void,
    ): void;
  }
  export function fromRandomAccessReaderPromise(
    reader: RandomAccessReader,
    totalSize: number,
    options?: { autoClose?: boolean; strictFileNames?: boolean },
  ): Promise<ZipFile>;
}
