import styles from './demo-accounts.module.css'

/** The ready-made accounts of the demonstration; nothing elsewhere. */
export function DemoAccounts({ accounts }: { accounts: readonly { name: string; password: string; words: string }[] }) {
  if (accounts.length === 0) return null
  return (
    <section className={styles.accounts} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">演示账号</h2>
      <p>密码都是 {accounts[0]?.password}</p>
      <dl>
        {accounts.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
