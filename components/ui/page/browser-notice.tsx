import styles from './browser-notice.module.css'

/** For browsers below the minimum, whose scripts may not even start: plain HTML that only a browser from the minimum on hides. */
export function BrowserNotice() {
  return (
    <>
      <section className={styles.notice} aria-labelledby="browser-notice">
        <h2 id="browser-notice">请升级或更换浏览器</h2>
        <p>当前浏览器版本过低，不能用于填报和审核。请用下列任一浏览器打开本页：</p>
        <ul>
          <li>
            <b>Windows 10、11：</b>开始菜单中的 Microsoft Edge。
          </li>
          <li>
            <b>Windows 7、8.1：</b>谷歌浏览器（Chrome）109、Microsoft Edge 109 或火狐浏览器（Firefox）115。
          </li>
          <li>
            <b>360安全浏览器、QQ浏览器、搜狗浏览器等双核浏览器：</b>
            点击地址栏右侧的内核图标，切换到“极速模式”（或“极速内核”）；切换后仍见到本提示的，请升级该浏览器。
          </li>
          <li>
            <b>统信 UOS、银河麒麟：</b>系统自带浏览器、奇安信可信浏览器或红莲花浏览器，请在应用商店升级到新版本。
          </li>
        </ul>
        <p>最低版本：Chrome、Edge 和其他采用 Chromium 内核的浏览器为 109，火狐为 115，Safari 为 16.4。</p>
        <p>不能自行安装软件的，请联系本单位信息化工作人员。查看已公布的年报不受此限。</p>
      </section>
      <noscript>
        <p className={styles.scripts}>本页需要启用 JavaScript。请在浏览器设置中允许本网站运行 JavaScript，然后刷新本页。</p>
      </noscript>
    </>
  )
}
