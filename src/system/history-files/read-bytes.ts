import type { FileHandle } from 'node:fs/promises'

/** The bytes of a file, `most` of them: it may be longer than it ought to be, or grow while it is read. */
export async function readBytes(file: FileHandle, most: number): Promise<Buffer> {
  const { size } = await file.stat()
  const bytes = Buffer.alloc(Math.min(size, most))
  let length = 0
  for (let got = 1; got > 0 && length < bytes.length; length += got)
    got = (await file.read(bytes, length, bytes.length - length, length)).bytesRead
  return bytes.subarray(0, length)
}
