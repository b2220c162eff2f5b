/** The text of an XML part of an uploaded file; throws a Chinese sentence if it cannot be one an office program wrote. */
export function decodeXml(part: Uint8Array): string {
  const xml = decodeText(part)
  // Entities of a document type can name files of this machine or grow without end; no office program writes one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('文件含有不允许的定义（DTD），已拒绝读取')
  return xml
}

function decodeText(part: Uint8Array): string {
  const isUtf16 = (part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff)
  try {
    return new TextDecoder(isUtf16 ? (part[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(part)
  } catch {
    throw new Error('文件的文字编码无法识别')
  }
}
