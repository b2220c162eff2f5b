/** The file in the field `file` of a form a browser sent. Throws Chinese sentences. */
export async function readForm(body: Uint8Array, type: string): Promise<{ file: Uint8Array; name: string }> {
  const file = await readField(body, type)
  if (!(file instanceof File)) throw new Error('请选择文件')
  if (file.size === 0) throw new Error('文件是空的，请重新选择文件')
  return { file: new Uint8Array(await file.arrayBuffer()), name: file.name }
}

async function readField(body: Uint8Array, type: string): Promise<FormDataEntryValue | null> {
  try {
    return (await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData()).get('file')
  } catch {
    throw new Error('上传的内容不完整，请重试')
  }
}
