type Paper = {
  title: string
  words: string
  heads: readonly { name: string; width: number }[]
  lines: readonly (readonly string[])[]
}

/**
 * The board on paper: every unit that was asked for, with the heads on each sheet, and not the page of fifty that is on the screen.
 * A document without React, or 3,000 lines would travel twice. It opens the browser's dialog by itself.
 */
export function BoardPaper({ title, words, heads, lines, nonce }: Paper & { nonce: string | undefined }) {
  return (
    <html lang="zh-CN">
      {/* biome-ignore lint/style/noHeadElement: a document of our own */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
        <link rel="stylesheet" href="/board-paper.css" />
      </head>
      <body>
        <main>
          <p className="screen">没有弹出打印窗口的，请按 Ctrl+P。共 {lines.length} 个单位，全部打印。</p>
          <h1>{title}</h1>
          <p>{words}</p>
          <table>
            <colgroup>
              <col className="place" />
              {heads.map(({ name, width }) => (
                <col key={name} width={`${width}%`} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col">序号</th>
                {heads.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((texts, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: written once
                <tr key={i}>
                  <td>{i + 1}</td>
                  {texts.map((text, column) =>
                    column === 0 ? (
                      <th key={heads[column]?.name} scope="row">
                        {text}
                      </th>
                    ) : (
                      <td key={heads[column]?.name}>{text}</td>
                    )
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </main>
        <script nonce={nonce}>{'addEventListener("load",()=>print())'}</script>
      </body>
    </html>
  )
}
