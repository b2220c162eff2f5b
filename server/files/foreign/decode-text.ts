/** Charsets a declaration is believed about; pages in Chinese declare UTF-8 and GBK wrongly, and Latin ones fit anything. */
const BELIEVED = /^(?:big5|utf-16(?:le|be)?)$/i

/**
 * Text of unknown encoding: by its byte order mark, else the first that fits without an error. All of GB2312 and GBK
 * is read as GB18030, whose decoder loses no character of theirs. Throws a Chinese sentence if none fits.
 */
export function decodeText(file: Uint8Array, declared?: string): string {
  if (file[0] === 0xff && file[1] === 0xfe) return decode(file, 'utf-16le') ?? refuse()
  if (file[0] === 0xfe && file[1] === 0xff) return decode(file, 'utf-16be') ?? refuse()
  const wide = guessWide(file)
  const other = declared && BELIEVED.test(declared) ? [declared] : []
  for (const encoding of [...(wide ? [wide] : []), 'utf-8', ...other, 'gb18030']) {
    const text = decode(file, encoding)
    if (text !== undefined) return text.replace(/^\ufeff/, '')
  }
  return refuse()
}

function decode(file: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark: every other byte of its ASCII is zero. */
function guessWide(file: Uint8Array): string | undefined {
  const head = file.subarray(0, 400)
  const zeros = [0, 0]
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  if ((zeros[1] ?? 0) > head.length / 10) return 'utf-16le'
  return (zeros[0] ?? 0) > head.length / 10 ? 'utf-16be' : undefined
}

function refuse(): never {
  throw new Error('文件的文字编码无法识别，请另存为 UTF-8 后再试')
}
