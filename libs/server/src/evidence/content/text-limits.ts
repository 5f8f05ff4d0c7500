/** What one file may bring; the rest of it is not read. */
export const textLimits = { fileBytes: 64 << 20, unpackedBytes: 100 << 20, pages: 400, characters: 100_000 };
