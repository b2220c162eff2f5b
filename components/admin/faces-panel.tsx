import { Panel } from './panel'

/** Which faces PDFs are printed in, for administrators: those of the office, or what stands for them. */
export function FacesPanel({ faces }: { faces: readonly { face: string; used: string; isOwn: boolean }[] }) {
  const isWhole = faces.every(({ isOwn }) => isOwn)
  return (
    <Panel id="faces" title="PDF 使用的字体">
      <ul>
        {faces.map(({ face, used, isOwn }) => (
          <li key={face}>
            {face}：{used}
            {isOwn ? '（本单位的字体）' : '（自带的替代字体）'}
          </li>
        ))}
      </ul>
      {!isWhole && (
        <p>
          要使用本单位已购买的字体，请系统维护人员把字体文件放入一个文件夹，在项目目录的 .env 文件中写入 FONT_DIR=该文件夹，然后重新启动。
        </p>
      )}
    </Panel>
  )
}
