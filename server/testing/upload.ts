/** A file as the body of the form a browser sends, and its content type. */
export async function uploadOf(file: Uint8Array, name: string): Promise<{ body: Uint8Array; type: string }> {
  const form = new FormData()
  form.append('file', new File([file as Uint8Array<ArrayBuffer>], name))
  const sent = new Response(form)
  return { body: new Uint8Array(await sent.arrayBuffer()), type: sent.headers.get('content-type') ?? '' }
}
