/**
 * What an e-mail address says about whom it belongs to.
 *   a well-formed address                         that address, in lower case
 *   123+name@users.noreply.github.com             the host's account "name", number 123
 *   name@users.noreply.github.com                 the host's account "name"
 *   123-name@users.noreply.gitlab.com             the same, as GitLab writes it
 *   root@localhost, you@example.com, noreply@…    nothing: many may use it
 */

export interface IdentityKey {
  /** "email": the address itself tells; "no-reply": the account of a code host behind it. */
  by: 'email' | 'no-reply'
  /** Two identities that share one are one person's. A numbered no-reply address has two. */
  keys: string[]
}

/** An address of a code host that forwards nothing: which host, which login, which number. */
export interface NoReply {
  host: string
  login: string
  number: string | null
}

const noReplyHost = /^(?:users\.)?noreply\.((?:[a-z0-9-]+\.)+[a-z]{2,})$/
const wellFormed =
  /^[^\s@<>"(),:;\\[\]]{1,64}@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,})$/

/** Ends of names that no mail reaches: machines, and what is kept for examples. */
const unreachable =
  /\.(?:local|localdomain|localhost|internal|intranet|lan|home|corp|invalid|test|example|none|\d+)$/

/** Local parts that stand for a role, a machine or a form that was never filled in. */
const shared = new Set(
  `root admin administrator unknown none nobody anonymous anon user username users you your yourname
  your-name your_name your.name youremail your-email your_email your.email name email mail e-mail
  myemail me test tester testing example noreply no-reply no_reply donotreply do-not-reply do_not_reply
  git github gitlab ubuntu debian centos fedora ec2-user vagrant docker www-data www jenkins ci build
  builds deploy deployer dev devs developer developers devnull null default guest support info contact
  hello team office postmaster webmaster hostmaster security sales service system sysadmin first.last
  firstname.lastname johndoe john.doe foo bar foobar foo.bar a b c x xxx abc asdf`.split(/\s+/),
)

/** Reads the address a code host gives to those who hide theirs; null for any other. */
export function readNoReply(email: string): NoReply | null {
  if (!/noreply/i.test(email)) return null
  const [local = '', domain = '', ...rest] = email.trim().toLowerCase().split('@')
  const host = noReplyHost.exec(domain)?.[1]
  if (!host || !local || rest.length > 0 || /[\s<>"]/.test(local)) return null
  // GitHub puts a plus behind the number; a hyphen there may be part of a login, but for GitLab.
  const numbered = (host.includes('gitlab') ? /^(\d+)[+-](.+)$/ : /^(\d+)\+(.+)$/).exec(local)
  return { host, login: numbered?.[2] ?? local, number: numbered?.[1] ?? null }
}

/** Whom an address belongs to, or null where it cannot tell: such an identity stands alone. */
export function identityKey(email: string): IdentityKey | null {
  const noReply = readNoReply(email)
  if (noReply) {
    const { host, login, number } = noReply
    // Behind the number stands the account even after its name has changed.
    const numbered = number === null ? [] : [`#${number}@${host}`]
    return { by: 'no-reply', keys: [...numbered, `account ${login}@${host}`] }
  }
  const address = email.trim().toLowerCase()
  const domain = address.length <= 254 ? wellFormed.exec(address)?.[1] : undefined
  if (!domain || unreachable.test(`.${domain}`)) return null
  const local = address.slice(0, address.indexOf('@'))
  // "ann+work@" is Ann's; "you+spam@" is still nobody's.
  return shared.has(local.replace(/\+.*$/, '')) ? null : { by: 'email', keys: [address] }
}

/** An address as it is shown: lower case, a no-reply one without its number. */
export function shownAddress(email: string): string {
  const noReply = readNoReply(email)
  const address = email.trim().toLowerCase()
  return noReply ? `${noReply.login}${address.slice(address.indexOf('@'))}` : address
}
