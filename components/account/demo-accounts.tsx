import styles from './demo-accounts.module.css'

export type DemoGroup = { title: string; accounts: readonly { name: string; unit: string; roles: string }[] }

/** The ready-made accounts of the demonstration, by what they are there for. */
export function DemoAccounts({ password, groups }: { password: string; groups: readonly DemoGroup[] }) {
  return (
    <section className={styles.accounts} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">演示账号</h2>
      <p>密码均为 {password}</p>
      {groups.map(({ title, accounts }) => (
        <div key={title}>
          <h3>{title}</h3>
          <dl>
            {accounts.map(({ name, unit, roles }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {unit} <small>{roles}</small>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  )
}
