import type { FileHandle } from 'node:fs/promises';

/** Random access to a file or to a file unpacked from another. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked for only at the end. Into `buffer` if given, which must hold that many. */
  read(position: number, length: number, buffer?: Buffer): Promise<Buffer>;
}

export function bytesOfFile(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(position, length, given) {
      const wanted = Math.max(0, Math.min(length, size - position));
      const buffer = given ?? Buffer.allocUnsafe(wanted);
      let done = 0;
      while (done < wanted) {
        const { bytesRead } = await handle.read(buffer, done, wanted - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    },
  };
}

export function bytesOfBuffer(buffer: Buffer): ByteSource {
  return {
    size: buffer.length,
    read: (position, length) => Promise.resolve(buffer.subarray(position, position + length)),
  };
}

/**
 * The source in pieces, from `begin` on. A piece lasts until the next: all lie in one buffer, since many large ones would
 * be more than the collector clears away in time.
 */
export async function* piecesOf(source: ByteSource, begin = 0, length = 1 << 20) {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, source.size - begin)));
  for (let position = begin; position < source.size; position += length)
    yield await source.read(position, length, buffer);
}
